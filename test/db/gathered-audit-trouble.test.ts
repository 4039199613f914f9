import { AuditStage, WAITING } from '../support/audit-stage.js';
import { eventually } from '../support/eventually.js';

describe('the record of what happens very often, while the database is in trouble', () => {
  let stage: AuditStage;

  beforeEach(async () => {
    stage = await AuditStage.start();
  });
  afterEach(() => stage.close());

  const attempt = (action: string): Promise<string> => stage.audit.record(stage.matter(), action);
  const isWritten = (...actions: string[]): Promise<unknown> =>
    eventually(async () => {
      expect(await stage.actions()).toEqual(actions);
      return true;
    });

  it('tells everybody who waits when a statement takes too long, and keeps what may come later', async () => {
    await stage.whileLocked(async () => {
      stage.soon('kept');
      const first = attempt('in vain');
      await eventually(async () => (await stage.behind.query(WAITING)).rowCount);
      const ends = await Promise.allSettled([first, attempt('in vain, too')]);
      expect(ends).toMatchObject([{ reason: { code: '57014' } }, { reason: { code: '57014' } }]);
    });
    await isWritten('kept');
    await attempt('later');
    expect(await stage.actions()).toEqual(['kept', 'later']);
    expect(stage.said).toEqual([]);
  });

  it('is there once when the database ends its connections in the middle', async () => {
    await stage.whileLocked(async () => {
      stage.soon('a', 'b', 'c');
      const refused = expect(attempt('in vain')).rejects.toThrow(/terminat/i);
      let ended = 0;
      await eventually(async () => {
        const { rowCount } = await stage.behind.query(`SELECT pg_terminate_backend(pid) FROM (${WAITING}) AS waiting`);
        ended += rowCount ?? 0;
        return ended >= 2;
      });
      await refused;
    });
    await isWritten('a', 'b', 'c');
  });

  it('is there once when the answer to its commit is lost', async () => {
    const lost = stage.loseTheNextAnswer();
    stage.soon('a', 'b', 'c');
    await lost;
    stage.soon('d', 'e');
    await isWritten('a', 'b', 'c', 'd', 'e');
    stage.soon('f');
    await isWritten('a', 'b', 'c', 'd', 'e', 'f');
    expect(stage.said).toEqual([]);
  });

  it('fails whoever waits for a commit whose answer is lost, and goes on', async () => {
    const lost = stage.loseTheNextAnswer();
    await expect(attempt('unknown')).rejects.toThrow();
    await lost;
    await attempt('after');
    expect(await stage.actions()).toEqual(['after', 'unknown']);
  });
});
