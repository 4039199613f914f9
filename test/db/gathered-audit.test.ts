import { AuditStage } from '../support/audit-stage.js';
import { eventually } from '../support/eventually.js';

describe('the record of what happens very often', () => {
  let stage: AuditStage;

  beforeEach(async () => {
    stage = await AuditStage.start();
  });
  afterEach(() => stage.close());

  it.each([
    ['of all kinds', 'tab\t line\nfeed\r back\\slash \\N \\. "double" \'single\' grüße 🙂 \u0001\b\f\v\u007f\u2028'],
    ['that looks like an end', '\\.\n\\.\n'],
    ['that is empty', ''],
    ['that is long', `${'x'.repeat(500)}\\\t\n🙂`.repeat(500)],
  ])('comes back as it was given, with text %s', async (_, text) => {
    const id = stage.account;
    const details = { path: text, [`${text}:`]: { deep: [text, 1.5, null, true] } };
    const matter = stage.matter({
      actor: { kind: 'service', id: text, name: text, tokenId: id, requestId: text },
      subject: { id, name: text },
      onBehalfOf: text,
      target: { kind: text, id: text },
      details,
    });
    const event = await stage.audit.record(matter, text);
    expect(await stage.written()).toEqual([
      {
        ...{ id: event, at: expect.any(Date) as Date, actorKind: 'service', actorId: text, actorName: text },
        ...{ subjectId: id, subjectName: text, onBehalfOf: text, tokenId: id, accountId: id },
        ...{ action: text, targetKind: text, targetId: text, outcome: 'done', requestId: text, details },
      },
    ]);
  });

  it('has nothing where nothing was said', async () => {
    await stage.audit.record(
      stage.matter({ actor: { kind: 'anonymous', id: null, name: null, requestId: null } }),
      'bare',
    );
    const [row] = await stage.written();
    expect(row).toMatchObject({
      ...{ actorId: null, actorName: null, subjectId: null, subjectName: null, onBehalfOf: null },
      ...{ tokenId: null, targetKind: null, targetId: null, requestId: null, details: {} },
    });
  });

  it('has the details of the matter beside those of the event', async () => {
    const call = stage.matter({ details: { path: 'users' } });
    stage.audit.recordSoon(call, 'more', 'failed', { status: 500 });
    stage.audit.recordSoon(call, 'no more', 'refused', {});
    stage.audit.recordSoon(stage.matter(), 'only', 'done', { status: 200 });
    await eventually(async () => (await stage.written()).length === 3);
    expect((await stage.written()).map(({ action, outcome, details }) => [action, outcome, details])).toEqual([
      ['more', 'failed', { path: 'users', status: 500 }],
      ['no more', 'refused', { path: 'users' }],
      ['only', 'done', { status: 200 }],
    ]);
  });

  it('keeps what holds characters that PostgreSQL cannot, with others in their place', async () => {
    const odd = 'a\u0000b\ud83dc';
    await stage.audit.record(stage.matter({ onBehalfOf: odd, details: { [odd]: odd } }), 'odd');
    const mended = 'a\ufffdb\ufffdc';
    expect(await stage.written()).toMatchObject([{ onBehalfOf: mended, details: { [mended]: mended } }]);
  });

  it('has every one of a crowd once, with few commits', async () => {
    const call = stage.matter();
    const ids = await Promise.all(Array.from({ length: 1_200 }, () => stage.audit.record(call, 'begun')));
    expect((await stage.written()).map(({ id }) => id)).toEqual(ids);
    const { rows } = await stage.behind.query('SELECT count(DISTINCT xmin::text)::int AS commits FROM audit_events');
    expect(rows).toEqual([{ commits: 3 }]);
  });

  it('tells whoever wrote what cannot be stored, and nobody else', async () => {
    const asked = ['a', 'b', 'not', 'c', 'neither', 'd'].map((action) =>
      stage.audit.record(action.startsWith('n') ? stage.unstorable() : stage.matter(), action),
    );
    const ends = (await Promise.allSettled(asked)).map((end) =>
      end.status === 'fulfilled' ? 'written' : (end.reason as { code: string }).code,
    );
    expect(ends).toEqual(['written', 'written', '22P02', 'written', '22P02', 'written']);
    expect(await stage.actions()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is not held up by what can never be stored: that is in the log', async () => {
    stage.soon('a', 'b');
    stage.audit.recordSoon(stage.unstorable(), 'lost', 'done');
    stage.soon('c');
    await eventually(() => stage.said.length === 1);
    expect(stage.said[0]).toContain('an audit event could not be kept');
    expect(stage.said[0]).toContain('lost');
    expect(await stage.actions()).toEqual(['a', 'b', 'c']);
  });
});
