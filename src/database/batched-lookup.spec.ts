import { BatchedLookup } from './batched-lookup.js';

interface Statement {
  readonly keys: readonly string[];
  readonly answer: () => void;
  readonly fail: (reason: Error) => void;
}

/** A look-up whose statements end when the test says so. */
function held(): { statements: Statement[]; lookup: BatchedLookup<string, string> } {
  const statements: Statement[] = [];
  const lookup = new BatchedLookup<string, string>(
    (keys) =>
      new Promise((resolve, reject) => {
        statements.push({ keys, answer: () => resolve(keys.map((key) => `${key}!`)), fail: reject });
      }),
    { textOf: (key) => key },
  );
  return { statements, lookup };
}

const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe('BatchedLookup', () => {
  it('answers calls of one turn with one statement, each with its own value', async () => {
    const { statements, lookup } = held();
    const answers = ['a', 'b', 'a', 'c'].map((key) => lookup.find(key));
    await turn();
    expect(statements.map(({ keys }) => keys)).toEqual([['a', 'b', 'c']]);
    statements[0]?.answer();
    expect(await Promise.all(answers)).toEqual(['a!', 'b!', 'a!', 'c!']);
  });

  it('never answers a call with a statement that began before it', async () => {
    const { statements, lookup } = held();
    const first = lookup.find('a');
    await turn();
    const second = lookup.find('a');
    await turn();
    expect(statements).toHaveLength(1);
    statements[0]?.answer();
    await first;
    await turn();
    statements[1]?.answer();
    expect(await second).toBe('a!');
  });

  it('keeps one statement under way at most, and gathers meanwhile', async () => {
    const { statements, lookup } = held();
    const answers: Promise<string>[] = [];
    for (const key of ['a', 'b', 'c', 'd', 'e']) {
      answers.push(lookup.find(key));
      await turn();
    }
    expect(statements.map(({ keys }) => keys)).toEqual([['a']]);
    statements[0]?.answer();
    await turn();
    expect(statements[1]?.keys).toEqual(['b', 'c', 'd', 'e']);
    statements[1]?.answer();
    expect(await Promise.all(answers)).toEqual(['a!', 'b!', 'c!', 'd!', 'e!']);
  });

  it('fails the callers of the statement that failed and those who wait, not those who come later', async () => {
    const { statements, lookup } = held();
    const failing = lookup.find('a');
    await turn();
    const waiting = lookup.find('c');
    statements[0]?.fail(new Error('gone'));
    await expect(failing).rejects.toThrow('gone');
    await expect(waiting).rejects.toThrow('gone');
    const later = lookup.find('c');
    await turn();
    statements[1]?.answer();
    expect(await later).toBe('c!');
  });

  it('splits what is too much for one statement', async () => {
    const { statements, lookup } = held();
    const answers = Array.from({ length: 1200 }, (_, i) => lookup.find(String(i)));
    for (let i = 0; i < 3; i++) {
      await turn();
      statements[i]?.answer();
    }
    expect(await Promise.all(answers)).toHaveLength(1200);
    expect(statements.map(({ keys }) => keys.length)).toEqual([500, 500, 200]);
  });
});
