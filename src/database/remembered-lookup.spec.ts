import { RememberedLookup } from './remembered-lookup.js';
import { SeenValues } from './seen-values.js';

/** A look-up that counts how often it is asked. */
function asked(until: (value: string | null) => number | null = (value) => (value === null ? null : Infinity)) {
  const questions: string[] = [];
  let answer: string | null = 'first';
  const lookup = new RememberedLookup<string, string | null>(
    (keys) => {
      questions.push(...keys);
      return Promise.resolve(keys.map(() => answer));
    },
    { textOf: (key) => key, until },
  );
  return { lookup, questions, answers: (value: string | null) => (answer = value) };
}

const at = (version: string, seconds = 0) => ({ version, at: seconds });

describe('a remembered look-up', () => {
  it('asks once for what was seen at one version, and again at another, older or newer', async () => {
    const { lookup, questions, answers } = asked();
    expect(await lookup.find('a', at('v1'))).toBe('first');
    expect(lookup.find('a', at('v1'))).toBe('first');
    answers('second');
    expect(await lookup.find('a', at('v2'))).toBe('second');
    expect(lookup.find('a', at('v2'))).toBe('second');
    expect(await lookup.find('a', at('v1'))).toBe('second');
    expect(questions).toEqual(['a', 'a', 'a']);
  });

  it('keeps nothing for who saw no version, and knows nothing for them', async () => {
    const { lookup, questions } = asked();
    await lookup.find('a', null);
    await lookup.find('a', at('v1'));
    await lookup.find('a', null);
    expect(questions).toEqual(['a', 'a', 'a']);
  });

  it('never keeps that there is none', async () => {
    const { lookup, answers } = asked();
    answers(null);
    expect(await lookup.find('a', at('v1'))).toBeNull();
    answers('now there');
    expect(await lookup.find('a', at('v1'))).toBe('now there');
  });

  it('asks again from the moment on when a value ends by itself', async () => {
    const { lookup, questions } = asked(() => 100);
    await lookup.find('a', at('v1', 99));
    expect(lookup.find('a', at('v1', 99.999))).toBe('first');
    await lookup.find('a', at('v1', 100));
    expect(questions).toEqual(['a', 'a']);
  });

  it('keeps nothing of a look-up that failed', async () => {
    let fails = true;
    const lookup = new RememberedLookup<string, string>(
      (keys) => (fails ? Promise.reject(new Error('away')) : Promise.resolve(keys.map(() => 'there'))),
      { textOf: (key) => key, until: () => Infinity },
    );
    await expect(lookup.find('a', at('v1'))).rejects.toThrow('away');
    fails = false;
    expect(await lookup.find('a', at('v1'))).toBe('there');
  });
});

describe('values that were seen', () => {
  it('are no more than 20,000; the oldest goes first', () => {
    const values = new SeenValues<number>();
    for (let i = 0; i < 20_001; i++) values.keep(String(i), i, Infinity, at('v1'));
    expect(values.get('0', at('v1'))).toBeUndefined();
    expect(values.get('1', at('v1'))).toBe(1);
    expect(values.get('20000', at('v1'))).toBe(20_000);
  });

  it('are all gone with their version', () => {
    const values = new SeenValues<number>();
    values.keep('a', 1, Infinity, at('v1'));
    values.keep('b', 2, Infinity, at('v2'));
    expect([values.version, values.keptFor('a'), values.get('b', at('v2'))]).toEqual(['v2', undefined, 2]);
  });
});
