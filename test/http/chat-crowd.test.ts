import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { givenChatService, givenChatter, say, type Chatter } from '../support/given-chat.js';
import { startWorld, type World } from '../support/world.js';

const CROWD = 12;
const CONNECTIONS = 4;

describe('a crowd that begins turns at once', () => {
  let world: World;
  let service: Client;
  const crowd: Chatter[] = [];

  beforeAll(async () => {
    world = await startWorld({ DATABASE_POOL_SIZE: String(CONNECTIONS), SHUTDOWN_GRACE_SECONDS: '1' });
    service = (await givenChatService(world)).client;
    for (let place = 0; place < CROWD; place++) crowd.push(await givenChatter(world, service));
  });
  afterAll(() => world.close());

  it('waits in memory, leaves connections for everybody else, and is let in', async () => {
    const gate = await world.db.connect();
    const waiting = async (): Promise<number> => {
      const { rows } = await world.db.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return rows[0]?.n ?? 0;
    };
    try {
      await gate.query('BEGIN');
      await gate.query('LOCK TABLE chat_sessions IN ACCESS EXCLUSIVE MODE');
      const streams = crowd.map(({ who }) => say(service, who, 'Hello there'));
      await eventually(async () => (await waiting()) === CONNECTIONS / 2);
      const answer = await crowd[0]?.person.client.get('/v1/me');
      expect(answer?.status).toBe(200);
      expect(await waiting()).toBe(CONNECTIONS / 2);
      await gate.query('ROLLBACK');
      const ended = await Promise.all(streams.map(async (stream) => (await stream).end()));
      expect(ended.map(({ status, text }) => `${status} ${text}`)).toEqual(crowd.map(() => '200 Hello there'));
    } finally {
      gate.release(true);
    }
  });
});
