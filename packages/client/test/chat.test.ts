import { eventually } from '../../../test/support/eventually.js';
import { SCRIPTS } from '../../../test/support/scripted-chat/scripts.js';
import { problem } from '../../../test/support/scripted-chat/scripted-understudy.js';
import { Refused, TurnCancelled, TurnFailed, Understudy, UnderstudyError, Unreachable } from '../src/index.js';
import { ADA, BOB, HASTY, KEY, open, readAll, type Setting } from './setting.js';

let setting: Setting;
beforeEach(async () => {
  setting = await open();
});
afterEach(() => setting.server.close());

describe('a message to the assistant', () => {
  it('carries the identity, the text, the session and the key of the service', async () => {
    const { server, client } = setting;
    server.script = SCRIPTS.text;
    const reply = await client.chat(ADA, 'Hello', { sessionId: 'session-1', idempotencyKey: 'discord:42' });
    expect([reply.sessionId, reply.turnId]).toEqual(['session-1', 'turn-1']);
    expect(await reply.text()).toBe('Hello, wörld 🙂!\nSecond line.');
    expect(server.seen).toMatchObject([
      {
        path: '/chat/stream',
        headers: { 'x-bot-api-key': KEY, 'idempotency-key': 'discord:42', accept: 'text/event-stream' },
        body: { ...ADA, message: 'Hello', session_id: 'session-1' },
      },
    ]);
  });

  it('that is lost on its way is sent again with the same key, and answered once', async () => {
    const { server, client } = setting;
    server.script = SCRIPTS.text;
    server.instead = [
      (answer) => void answer.socket?.resetAndDestroy(),
      (answer) => problem(answer, 503, 'stopping', { 'retry-after': '0' }),
    ];
    await (await client.chat(ADA, 'Hello')).text();
    const keys = server.seen.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(server.turns).toHaveLength(1);
  });

  it('said twice is two messages', async () => {
    const { server, client } = setting;
    server.script = SCRIPTS.text;
    for (const text of ['yes', 'yes']) await (await client.chat(ADA, text)).text();
    expect(server.turns).toHaveLength(2);
  });

  it.each([
    [404, 'user_has_no_links', null],
    [429, 'rate_limited', 7_000],
  ])('that is refused with %i says %s', async (status, code, retryAfterMs) => {
    const { server, client } = setting;
    server.instead = [(answer) => problem(answer, status, code, retryAfterMs === null ? {} : { 'retry-after': '7' })];
    const refusal = client.chat(BOB, 'Hello');
    await expect(refusal).rejects.toBeInstanceOf(Refused);
    await expect(refusal).rejects.toMatchObject({ status, code, details: { retryAfterMs, requestId: 'request-1' } });
    expect(server.seen).toHaveLength(1);
  });

  it('is not waited for longer than it has patience', async () => {
    const { server, client } = setting;
    server.instead = [(answer) => problem(answer, 503, 'stopping', { 'retry-after': '3600' })];
    await expect(client.chat(ADA, 'Hello')).rejects.toMatchObject({
      status: 503,
      details: { retryAfterMs: 3_600_000 },
    });
  });

  it('tells when nobody answers', async () => {
    await setting.server.close();
    await expect(setting.client.chat(ADA, 'Hello')).rejects.toBeInstanceOf(Unreachable);
  });

  it('never takes the key elsewhere', async () => {
    const { server } = setting;
    server.instead = Array.from({ length: 100 }, () => (answer) => void answer.writeHead(307, { location: '/' }).end());
    const client = new Understudy({ url: server.url, key: KEY, patience: { ...HASTY, giveUpMs: 10 } });
    await expect(client.chat(ADA, 'Hello')).rejects.toBeInstanceOf(Unreachable);
    expect(server.seen.every(({ path }) => path === '/chat/stream')).toBe(true);
  });
});

describe('a reply', () => {
  it.each([
    ['error', 'upstream_timeout', 'Half an '],
    ['error at once', 'upstream_refused', ''],
    ['interrupted', 'interrupted', 'Half an '],
  ] as const)('that ends as %s throws after what was said', async (script, code, said) => {
    setting.server.script = SCRIPTS[script];
    const { text, thrown } = await readAll(await setting.client.chat(ADA, 'Hello'));
    expect(text).toBe(said);
    expect(thrown).toBeInstanceOf(TurnFailed);
    expect(thrown).toMatchObject({ code, retryable: true });
  });

  it('that was cancelled elsewhere throws, too', async () => {
    setting.server.script = SCRIPTS.cancelled;
    const { text, thrown } = await readAll(await setting.client.chat(ADA, 'Hello'));
    expect(text).toBe('Half an ');
    expect(thrown).toBeInstanceOf(TurnCancelled);
  });

  it('has its steps apart', async () => {
    setting.server.script = SCRIPTS['two steps'];
    expect(await (await setting.client.chat(ADA, 'Hello')).text()).toBe('First.\n\nSecond.');
  });

  it('can be cancelled, more than once', async () => {
    const { server, client } = setting;
    server.script = null;
    const reply = await client.chat(ADA, 'Hello');
    const ending = readAll(reply);
    await reply.cancel();
    await reply.cancel();
    expect((await ending).thrown).toBeInstanceOf(TurnCancelled);
    expect(server.turns[0]?.closed).toBe(true);
  });

  it('cancels its turn when the signal is aborted, and stops at once', async () => {
    const { server, client } = setting;
    server.script = null;
    const stop = new AbortController();
    const reply = await client.chat(ADA, 'Hello', { signal: stop.signal });
    setTimeout(() => stop.abort(), 30);
    expect((await readAll(reply)).thrown).toBeInstanceOf(TurnCancelled);
    await eventually(() => server.turns[0]?.closed);
  });

  it('goes on without its reader, and can be followed later', async () => {
    const { server, client } = setting;
    server.script = SCRIPTS.text;
    const reply = await client.chat(ADA, 'Hello');
    for await (const { type } of reply) if (type === 'text-delta') break;
    expect(await client.follow(reply.turnId).text()).toBe('Hello, wörld 🙂!\nSecond line.');
    expect(await client.follow(reply.turnId, { after: 'turn-1.00000004' }).text()).toBe('wörld 🙂!\nSecond line.');
  });

  it('is read once', async () => {
    setting.server.script = SCRIPTS.text;
    const reply = await setting.client.chat(ADA, 'Hello');
    await reply.text();
    await expect(reply.text()).rejects.toBeInstanceOf(UnderstudyError);
  });

  it('can end with words instead of an exception', async () => {
    setting.server.script = SCRIPTS.error;
    const reply = await setting.client.chat(ADA, 'Hello');
    const { text, thrown } = await readAll(reply.withNotice((trouble) => `(${trouble.message})`));
    expect({ text, thrown }).toEqual({ text: 'Half an (The assistant took too long to answer.)', thrown: null });
  });
});
