import { PersonLine } from './person-line.js';

describe('what people say at once', () => {
  it('is taken in one after the other for each of them, whatever fails, and together for all', async () => {
    const line = new PersonLine();
    const log: string[] = [];
    const gate = Promise.withResolvers<null>();
    const say = (person: string, what: string): Promise<string> =>
      line.run(person, async () => {
        log.push(`${what} begins`);
        await gate.promise;
        if (what === 'bad') throw new Error(what);
        log.push(`${what} ends`);
        return what;
      });
    const all = Promise.allSettled([say('ada', 'bad'), say('ada', 'second'), say('eve', 'other')]);
    await Promise.resolve();
    expect(log).toEqual(['bad begins', 'other begins']);
    gate.resolve(null);
    expect((await all).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(log.indexOf('second begins')).toBeGreaterThan(1);
    expect(await say('ada', 'third')).toBe('third');
  });
});
