import type { Client } from '../support/client.js';
import type { EventStream } from '../support/event-stream.js';
import { eventually } from '../support/eventually.js';
import { CHAT, follow, givenChatService, givenChatter, queryOf, say, type Chatter } from '../support/given-chat.js';
import { unique } from '../support/given.js';
import { startWorld, type World } from '../support/world.js';

const LONG = Array.from({ length: 60 }, (_, number) => `word${number}`).join(' ');

describe('turns', () => {
  let world: World;
  let service: Client;

  beforeAll(async () => {
    world = await startWorld({ ASSISTANT_ECHO_WORD_MS: '10', SHUTDOWN_GRACE_SECONDS: '1' });
    service = (await givenChatService(world)).client;
  });
  afterAll(() => world.close());

  const someone = (): Promise<Chatter> => givenChatter(world, service);
  const session = async ({ who }: Chatter, concurrency?: string): Promise<string> => {
    const answer = await service.post<{ session_id: string }>(`${CHAT}/session`, {
      ...who,
      concurrency,
      message: 'hi',
    });
    expect(answer.status).toBe(200);
    return answer.body.session_id;
  };
  const count = async (table: string, { person }: Chatter): Promise<number> => {
    const { rows } = await world.db.query<{ n: number }>(
      table === 'chat_messages'
        ? `SELECT count(*)::int AS n FROM chat_messages m JOIN chat_sessions s ON s.id = m.session_id WHERE s.user_id = $1`
        : `SELECT count(*)::int AS n FROM ${table} WHERE user_id = $1`,
      [person.id],
    );
    return rows[0]?.n ?? 0;
  };

  it('attach to the first when 200 requests bring the same Idempotency-Key', async () => {
    const ada = await someone();
    const key = unique('discord');
    const streams = await Promise.all(
      Array.from({ length: 50 }, () => say(service, ada.who, { text: LONG, key }).then((stream) => stream.end())),
    );
    const more = await Promise.all(
      Array.from({ length: 150 }, async () => {
        const stream = await say(service, ada.who, { text: LONG, key });
        const turn = stream.header('x-turn-id') || String(stream.status);
        stream.leave();
        return turn;
      }),
    );
    expect(await count('chat_turns', ada)).toBe(1);
    expect(await count('chat_messages', ada)).toBe(2);
    expect(new Set(streams.map(({ status, text }) => `${status} ${text}`))).toEqual(new Set([`200 ${LONG}`]));
    const turn = streams[0]?.header('x-turn-id');
    // Those that came while 50 streams of the person were still being closed are told so.
    expect(new Set(more.filter((one) => one !== '429'))).toEqual(new Set([turn]));
    expect(streams.filter((stream) => stream.header('idempotency-replayed') === 'true')).toHaveLength(49);
  });

  it('refuse a key that came with another body, and leave nothing of it', async () => {
    const ada = await someone();
    const key = unique('slack');
    await (await say(service, ada.who, { text: 'one', key })).end();
    const other = await say(service, ada.who, { text: 'two', key });
    expect(other.status).toBe(422);
    expect(await other.problem()).toMatchObject({ code: 'idempotency_key_reused' });
    expect(await count('chat_messages', ada)).toBe(2);
  });

  it('take equal words without a key for two messages', async () => {
    const ada = await someone();
    const id = await session(ada);
    await (await say(service, ada.who, { text: 'yes', session: id })).end();
    await (await say(service, ada.who, { text: 'yes', session: id })).end();
    expect(await count('chat_messages', ada)).toBe(4);
  });

  it('wait for each other in a session, five deep, in the order they came', async () => {
    const ada = await someone();
    const id = await session(ada);
    const streams: EventStream[] = [];
    for (let number = 0; number < 6; number++) {
      const text = number === 0 ? LONG : `${number} and more`;
      streams.push(await say(service, ada.who, { text, session: id }));
    }
    const refused = await say(service, ada.who, { text: 'one too many', session: id });
    expect([refused.status, (await refused.problem()).code]).toEqual([429, 'chat_queue_full']);
    expect(Number(refused.header('retry-after'))).toBeGreaterThan(0);
    const third = await streams[2]?.until(({ chunks }) => chunks.length > 0);
    expect(third?.events[0]).toEqual({
      id: null,
      chunk: { type: 'data-status', data: { status: 'queued', position: 2 }, transient: true },
    });
    const ended: number[] = [];
    await Promise.all(streams.map((stream, number) => stream.end().then(() => ended.push(number))));
    expect(ended).toEqual([0, 1, 2, 3, 4, 5]);
    expect(streams.map(({ done }) => done)).not.toContain(false);
    expect(await count('chat_messages', ada)).toBe(12);
  });

  it('are refused in a busy session that wants it so', async () => {
    const ada = await someone();
    const id = await session(ada, 'reject');
    const first = await (await say(service, ada.who, { text: LONG, session: id })).until(({ text }) => text !== '');
    const second = await say(service, ada.who, { text: 'me too', session: id });
    expect([second.status, (await second.problem()).code]).toEqual([409, 'chat_session_busy']);
    expect((await first.end()).done).toBe(true);
  });

  it('interrupt what is answered in a session that wants it so', async () => {
    const ada = await someone();
    const id = await session(ada, 'interrupt');
    const first = await (await say(service, ada.who, { text: LONG, session: id })).until(({ text }) => text !== '');
    const second = await (await say(service, ada.who, { text: 'rather this', session: id })).end();
    expect(second.text).toBe('rather this');
    await first.end();
    expect(first.types.slice(-2)).toEqual(['abort', 'finish']);
    expect(first.done).toBe(true);
  });

  it('run three at a time for one person, and fifteen more wait', async () => {
    const ada = await someone();
    const slow = await world.replica({ ASSISTANT_ECHO_WORD_MS: '1000' });
    const streams = await Promise.all(Array.from({ length: 24 }, () => say(service.at(slow.url), ada.who, LONG)));
    const statuses = streams.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(18);
    expect(statuses.filter((status) => status === 429)).toHaveLength(6);
    const { rows } = await world.db.query(
      'SELECT state, count(*)::int AS n FROM chat_turns WHERE user_id = $1 GROUP BY 1 ORDER BY 1',
      [ada.person.id],
    );
    expect(rows).toEqual([
      { state: 'queued', n: 15 },
      { state: 'running', n: 3 },
    ]);
    expect(await count('chat_sessions', ada)).toBe(18);
    expect((await ada.person.client.delete('/v1/me/chat')).status).toBe(204);
    for (const stream of streams) stream.leave();
  });

  it('are cancelled at another replica within a second, also while they wait', async () => {
    const ada = await someone();
    const replica = await world.replica();
    const id = await session(ada);
    const running = await (
      await say(service, ada.who, { text: LONG.repeat(3), session: id })
    ).until(({ text }) => text !== '');
    const waiting = await say(service, ada.who, { text: 'later', session: id });
    const elsewhere = service.at(replica.url);
    const cancel = (stream: EventStream): Promise<{ body: { status?: string } }> =>
      elsewhere.post(`${CHAT}/turns/${stream.header('x-turn-id')}/cancel`);
    expect((await cancel(waiting)).body.status).toBe('cancelled');
    const began = performance.now();
    await cancel(running);
    await running.end();
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(running.types.slice(-2)).toEqual(['abort', 'finish']);
    expect((await waiting.end()).types.filter((type) => type !== 'data-status')).toEqual(['start', 'abort', 'finish']);
  });

  it('are followed at another replica as they happen', async () => {
    const ada = await someone();
    const replica = await world.replica();
    const here = await say(service, ada.who, LONG);
    const there = await (await follow(service.at(replica.url), here.header('x-turn-id'))).end();
    expect(there.text).toBe(LONG);
    expect(there.done).toBe(true);
    expect((await here.end()).lastId).toBe(there.lastId);
  });

  it('see the conversation so far, and nothing of what comes later', async () => {
    const ada = await someone();
    const id = await session(ada);
    await (await say(service, ada.who, { text: 'one two', session: id })).end();
    await (await say(service, ada.who, { text: 'three', session: id })).end();
    const turns = await service.get<{ items: { usage: { input_tokens: number } | null }[] }>(
      `${CHAT}/sessions/${id}/messages?${queryOf(ada.who)}`,
    );
    const [second, , first] = turns.body.items;
    expect(second?.usage?.input_tokens).toBeGreaterThan(first?.usage?.input_tokens ?? Number.POSITIVE_INFINITY);
  });

  it('belong to the key they were asked with', async () => {
    const ada = await someone();
    const stream = await (await say(service, ada.who, 'hello')).end();
    const other = (await givenChatService(world)).client;
    const path = `${CHAT}/turns/${stream.header('x-turn-id')}`;
    expect((await service.get(path)).status).toBe(200);
    for (const answer of [await other.get(path), await other.get(`${path}/stream`), await other.post(`${path}/cancel`)])
      expect(answer).toMatchObject({ status: 404, body: { code: 'chat_turn_not_found' } });
  });
});

describe('a daily budget', () => {
  it('refuses who has used it up, with the time until the next day', async () => {
    const world = await startWorld({ CHAT_DAILY_TOKENS_PER_USER: '20' });
    try {
      const service = (await givenChatService(world)).client;
      const ada = await givenChatter(world, service);
      const eve = await givenChatter(world, service);
      await (await say(service, ada.who, 'x'.repeat(60))).end();
      await eventually(async () => (await world.db.query(`SELECT FROM chat_usage WHERE tokens >= 20`)).rowCount === 1);
      const refused = await say(service, ada.who, 'more');
      expect([refused.status, (await refused.problem()).code]).toEqual([429, 'chat_budget_used']);
      expect(Number(refused.header('retry-after'))).toBeGreaterThan(0);
      expect((await say(service, eve.who, 'hello')).status).toBe(200);
      await service.delete(`${CHAT}/history?${queryOf(ada.who)}`);
      expect((await say(service, ada.who, 'more')).status).toBe(429);
    } finally {
      await world.close();
    }
  });
});
