import type { Client } from '../support/client.js';
import { EventStream } from '../support/event-stream.js';
import { eventually } from '../support/eventually.js';
import { CHAT, follow, givenChatService, givenChatter, queryOf, say, type Chatter } from '../support/given-chat.js';
import { startWorld, type World } from '../support/world.js';

const WORDS = Array.from({ length: 40 }, (_, number) => `word${number}`).join(' ');

describe('a message to the assistant', () => {
  let world: World;
  let service: Client;
  let ada: Chatter;

  beforeAll(async () => {
    world = await startWorld({
      ASSISTANT_ECHO_WORD_MS: '10',
      CHAT_KEEPALIVE_SECONDS: '1',
      SHUTDOWN_GRACE_SECONDS: '1',
    });
    service = (await givenChatService(world)).client;
    ada = await givenChatter(world, service);
  });
  afterAll(() => world.close());

  it.each([CHAT, '/api/platform-linking/chat'])(
    'is answered through %s by a stream as the protocol wants it',
    async (path) => {
      const stream = await EventStream.open(`${service.url}${path}/stream`, {
        method: 'POST',
        headers: { ...service.headers, 'content-type': 'application/json' },
        body: JSON.stringify({ ...ada.who, message: 'one two three' }),
      });
      await stream.end();
      expect(stream.status).toBe(200);
      expect(stream.types.filter((type) => type !== 'text-delta')).toEqual([
        'start',
        'start-step',
        'text-start',
        'text-end',
        'finish-step',
        'finish',
      ]);
      expect(stream.text).toBe('one two three');
      expect(stream.chunks[0]).toEqual({ type: 'start', messageId: stream.header('x-message-id') });
      expect(stream.chunks.at(-1)).toEqual({ type: 'finish', finishReason: 'stop' });
      expect(stream.events.at(-1)).toEqual({ id: null, chunk: null });
      expect(stream.comments[0]).toBe(': open');
    },
  );

  it('has the headers that proxies and clients need, and those of every answer', async () => {
    const stream = await (await say(service, ada.who, 'hello')).end();
    const turn = stream.header('x-turn-id');
    expect(Object.fromEntries(stream.response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      'x-vercel-ai-ui-message-stream': 'v1',
      'content-location': `${CHAT}/turns/${turn}/stream`,
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.any(String) as string,
    });
    expect(stream.header('x-session-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('numbers its events without gaps, and nothing that is no event', async () => {
    const stream = await (await say(service, ada.who, WORDS)).end();
    const turn = stream.header('x-turn-id');
    expect(stream.text).toBe(WORDS);
    expect(stream.events.filter(({ id }) => id === null)).toEqual([{ id: null, chunk: null }]);
    // Whoever begins late gets several words as one event; behind a cursor they come as they were numbered.
    const exact = await (await follow(service, turn, idOf(turn, 1))).end();
    const events = exact.events.filter(({ chunk }) => chunk !== null);
    expect(events.length).toBeGreaterThan(6);
    expect(events.map(({ id }) => id)).toEqual(events.map((_, place) => idOf(turn, place + 2)));
    expect(exact.text).toBe(WORDS);
  });

  it('goes on and is kept when its reader leaves', async () => {
    const stream = await (await say(service, ada.who, WORDS)).until(({ text }) => text.length > 10);
    stream.leave();
    const path = `${CHAT}/turns/${stream.header('x-turn-id')}`;
    await eventually(async () => (await service.get(path)).body.status === 'completed');
    expect((await service.get(path)).body).toMatchObject({ text: WORDS, error_code: null, usage: { estimated: true } });
    const messages = `${CHAT}/sessions/${stream.header('x-session-id')}/messages?${queryOf(ada.who)}`;
    expect((await service.get<{ items: unknown[] }>(messages)).body.items).toMatchObject([
      { role: 'assistant', text: WORDS, status: 'completed' },
      { role: 'user', text: WORDS },
    ]);
  });

  it('is resumed where a cursor says, event by event', async () => {
    const whole = await (await say(service, ada.who, WORDS)).end();
    const turn = whole.header('x-turn-id');
    for (const place of [0, 3, whole.events.length - 4, whole.events.length - 2]) {
      const resumed = await (await follow(service, turn, whole.events[place]?.id ?? null)).end();
      expect(resumed.events).toEqual(whole.events.slice(place + 1));
    }
    const byQuery = await EventStream.open(
      `${service.url}${CHAT}/turns/${turn}/stream?after=${idOf(turn, 2)}`,
      service,
    );
    expect((await byQuery.end()).events).toEqual(whole.events.slice(2));
  });

  it('is replayed from the start in few events when no cursor is known', async () => {
    const whole = await (await say(service, ada.who, WORDS)).end();
    const replay = await (await follow(service, whole.header('x-turn-id'))).end();
    expect(replay.text).toBe(WORDS);
    expect([...new Set(replay.types)]).toEqual([
      'start',
      'start-step',
      'text-start',
      'text-delta',
      'text-end',
      'finish-step',
      'finish',
    ]);
    // One for each 8 KB as they were stored; on a busy machine each word was stored by itself.
    expect(replay.types.length).toBeLessThan(10);
    expect(replay.lastId).toBe(whole.lastId);
  });

  it.each([
    ['of another turn', '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f.000001'],
    ['that is none', 'nonsense'],
  ])('says that everything comes again to a cursor %s', async (_, cursor) => {
    const whole = await (await say(service, ada.who, 'hello there')).end();
    const replay = await (await follow(service, whole.header('x-turn-id'), cursor)).end();
    expect(replay.events[0]).toMatchObject({ id: null, chunk: { type: 'data-resync' } });
    expect(replay.text).toBe('hello there');
    expect(replay.done).toBe(true);
  });

  it('says that everything comes again when the cursor lies behind the end', async () => {
    const whole = await (await say(service, ada.who, 'hello there')).end();
    const turn = whole.header('x-turn-id');
    const replay = await (await follow(service, turn, idOf(turn, 999))).end();
    expect(replay.types[0]).toBe('data-resync');
    expect(replay.text).toBe('hello there');
  });

  it('is rebuilt from the kept text once its events are gone', async () => {
    const whole = await (await say(service, ada.who, WORDS)).end();
    const turn = whole.header('x-turn-id');
    const replica = await world.replica();
    await world.db.query('DELETE FROM chat_events WHERE turn_id = $1', [turn]);
    const fresh = await (await follow(service.at(replica.url), turn)).end();
    expect(fresh.types).toEqual([
      'start',
      'start-step',
      'text-start',
      'text-delta',
      'text-end',
      'finish-step',
      'finish',
    ]);
    expect(fresh.text).toBe(WORDS);
    const resumed = await (await follow(service.at(replica.url), turn, idOf(turn, 4))).end();
    expect(resumed.types[0]).toBe('data-resync');
    expect(resumed.text).toBe(WORDS);
    expect(resumed.types.filter((type) => type === 'finish')).toHaveLength(1);
  });

  it('can be followed by its session while it runs, and then there is nothing', async () => {
    const stream = await (await say(service, ada.who, WORDS)).until(({ text }) => text.length > 0);
    const path = `${service.url}${CHAT}/${stream.header('x-session-id')}/stream?${queryOf(ada.who)}`;
    const second = await (await EventStream.open(path, { headers: service.headers })).end();
    expect(second.text).toBe(WORDS);
    expect(second.header('x-turn-id')).toBe(stream.header('x-turn-id'));
    await stream.end();
    expect(await EventStream.open(path, { headers: service.headers })).toMatchObject({ status: 204 });
  });

  it('is cancelled, which ends the stream properly and does no more when it is repeated', async () => {
    const stream = await (await say(service, ada.who, WORDS)).until(({ text }) => text.length > 10);
    const cancel = `${CHAT}/turns/${stream.header('x-turn-id')}/cancel`;
    expect(await service.post(cancel)).toMatchObject({ status: 200 });
    await stream.end();
    expect(stream.types.slice(-4)).toEqual(['text-end', 'finish-step', 'abort', 'finish']);
    expect(stream.done).toBe(true);
    expect(await service.post(cancel)).toMatchObject({ status: 200, body: { status: 'cancelled', text: stream.text } });
    const again = await (await follow(service, stream.header('x-turn-id'))).end();
    expect(again.text).toBe(stream.text);
  });

  it('keeps a silent connection alive', async () => {
    const slow = await world.replica({ ASSISTANT_ECHO_WORD_MS: '3000' });
    const stream = await say(service.at(slow.url), ada.who, 'slow words');
    await stream.until(({ comments }) => comments.includes(': keepalive'));
    expect(stream.comments).toContain(': keepalive');
    await service.post(`${CHAT}/turns/${stream.header('x-turn-id')}/cancel`);
    expect((await stream.end()).types.at(-1)).toBe('finish');
  });

  it('is counted and logged without a word of it', async () => {
    const secret = 'marzipan-4711';
    const stream = await (await say(service, ada.who, `${secret} ${WORDS}`)).until(({ text }) => text.length > 20);
    expect(await openStreams(world)).toBe(1);
    stream.leave();
    await eventually(async () => (await openStreams(world)) === 0);
    await eventually(() => world.logs().includes('"route":"/v1/platform-linking/chat/stream","status":200'));
    expect(world.logs()).not.toContain(secret);
  });
});

const idOf = (turn: string, seq: number): string => `${turn}.${String(seq).padStart(6, '0')}`;

async function openStreams({ url }: World): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^understudy_chat_open_streams (\d+)/m.exec(text)?.[1]);
}
