import { ChatUpkeep } from '../../src/modules/chat-proxy/history/chat-upkeep.js';
import { LOG_STORE, type LogStore } from '../../src/modules/chat-proxy/log/log-store.js';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { CHAT, follow, givenChatService, givenChatter, queryOf, say, type Chatter } from '../support/given-chat.js';
import { startWorld, type World } from '../support/world.js';

describe('what is kept of conversations', () => {
  let world: World;
  let service: Client;
  let ada: Chatter;

  beforeAll(async () => {
    world = await startWorld({ CHAT_RETENTION_DAYS: '30', SHUTDOWN_GRACE_SECONDS: '1' });
    service = (await givenChatService(world)).client;
    ada = await givenChatter(world, service);
  });
  afterAll(() => world.close());

  const answered = async (text: string): Promise<{ session: string; turn: string; text: string }> => {
    const stream = await (await say(service, ada.who, text)).end();
    return { session: stream.header('x-session-id'), turn: stream.header('x-turn-id'), text: stream.text };
  };
  const count = async (table: string, turn: string): Promise<number> => {
    const { rows } = await world.db.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE turn_id = $1`, [
      turn,
    ]);
    return rows[0]?.n ?? 0;
  };

  it('are events for a quarter of an hour after the end, and then the text', async () => {
    const [old, recent] = [await answered('some time ago'), await answered('just now')];
    await world.db.query(`UPDATE chat_turns SET ended_at = ended_at - interval '16 minutes' WHERE id = $1`, [old.turn]);
    await world.app.get<LogStore>(LOG_STORE, { strict: false }).purge();
    expect([await count('chat_events', old.turn), await count('chat_events', recent.turn)]).toEqual([
      0,
      expect.any(Number),
    ]);
    expect(await count('chat_events', recent.turn)).toBeGreaterThan(2);
    const elsewhere = service.at((await world.replica()).url);
    expect((await (await follow(elsewhere, old.turn)).end()).text).toBe('some time ago');
  });

  it('is nothing of conversations that nobody went on with for the days of the settings', async () => {
    const [old, recent, begun] = [await answered('long ago'), await answered('lately'), await answered('begun')];
    const age = `UPDATE chat_sessions SET last_used_at = last_used_at - make_interval(days => $2) WHERE id = $1`;
    await world.db.query(age, [old.session, 31]);
    await world.db.query(age, [recent.session, 29]);
    await world.db.query(age, [begun.session, 31]);
    // Going on with a conversation makes it young again.
    await (await say(service, ada.who, { text: 'still here', session: begun.session })).end();
    await world.app.get(ChatUpkeep, { strict: false }).purge();
    const list = await service.get<{ items: { id: string }[] }>(`${CHAT}/sessions?${queryOf(ada.who)}`);
    const ids = list.body.items.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([recent.session, begun.session]));
    expect(ids).not.toContain(old.session);
    expect((await follow(service, old.turn)).status).toBe(404);
    expect(await count('chat_messages', old.turn)).toBe(0);
  });
});

describe('a daily budget of a service key', () => {
  it('is used up by all its people together, by nobody else, and is new on the next day', async () => {
    const world = await startWorld({ CHAT_DAILY_TOKENS_PER_KEY: '20' });
    try {
      const [service, other] = [(await givenChatService(world)).client, (await givenChatService(world)).client];
      const [ada, eve] = [await givenChatter(world, service), await givenChatter(world, service)];
      await (await say(service, ada.who, 'x'.repeat(60))).end();
      await eventually(async () => (await world.db.query(`SELECT FROM chat_usage WHERE tokens >= 20`)).rowCount === 1);
      const refused = await say(service, eve.who, 'hello');
      expect([refused.status, (await refused.problem()).code]).toEqual([429, 'chat_budget_used']);
      expect(Number(refused.header('retry-after'))).toBeGreaterThan(0);
      expect((await say(other, eve.who, 'hello')).status).toBe(200);
      await world.db.query(`UPDATE chat_usage SET day = day - 2`);
      expect((await (await say(service, eve.who, 'hello')).end()).text).toBe('hello');
      await world.app.get(ChatUpkeep, { strict: false }).purge();
      const { rows } = await world.db.query(`SELECT FROM chat_usage WHERE day < (now() AT TIME ZONE 'UTC')::date`);
      expect(rows).toEqual([]);
    } finally {
      await world.close();
    }
  });
});
