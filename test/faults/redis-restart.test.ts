import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '../support/client.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { givenAdmin, identity } from '../support/given.js';
import { follow, givenChatService, givenChatter, say, type Chatter } from '../support/given-chat.js';
import { describeWithRedis } from '../support/redis.js';
import { runProgram, type RunningProgram } from '../support/run-program.js';
import { TEST_SETTINGS } from '../support/world.js';
import { RestartableRedis } from './support/restartable-redis.js';
import { slowestOf, timed, type Timed } from './support/timed.js';

const LIMIT = 5;
/** No answer takes longer while Redis is in trouble, and none is a 5xx. */
const ANSWERED_WITHIN_MS = 6_000;
const HEALED_WITHIN_MS = 20_000;
const WORDS = Array.from({ length: 200 }, (_, number) => `word${number}`).join(' ');

describeWithRedis('two programs, while their Redis is in trouble', () => {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-redis-'));
  let redis: RestartableRedis;
  let database: TestDatabase;
  let programs: RunningProgram[];
  let here: Client;
  let there: Client;
  let chatter: Chatter;

  beforeAll(async () => {
    [redis, database] = await Promise.all([RestartableRedis.start(), createDatabase()]);
    const env = {
      ...TEST_SETTINGS,
      DATA_DIR: folder,
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      ASSISTANT_ECHO_WORD_MS: '15',
      LINK_TOKENS_PER_MINUTE_PER_IDENTITY: String(LIMIT),
    };
    programs = await Promise.all([env, env].map((one) => runProgram(one)));
    const [first, second] = programs;
    if (!first || !second) throw new Error('No program runs');
    here = (await givenChatService(first)).client;
    there = here.at(second.url);
    chatter = await givenChatter(first, here);
  }, 60_000);
  afterAll(async () => {
    const endings = await Promise.all(programs.map((program) => program.kill('SIGTERM')));
    await redis.kill();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
    expect(endings).toEqual(Array(2).fill({ code: 0, signal: null }));
  }, 60_000);

  const redisAt = async ({ url }: Client): Promise<unknown> => {
    const { status, body } = await new Client(url).get<{ checks: Record<string, string> }>('/health/ready');
    return `${status} ${String(body.checks.redis)}`;
  };
  const ready = (): Promise<unknown> =>
    Promise.all(
      [here, there].map((client) =>
        eventually(async () => (await redisAt(client)) === '200 ok', { timeoutMs: HEALED_WITHIN_MS }),
      ),
    );

  /** Asks a limited route once more often than it allows. */
  const exhaust = async (client: Client): Promise<Timed[]> => {
    const who = identity();
    const answers: Timed[] = [];
    for (let i = 0; i <= LIMIT; i++) {
      answers.push(await timed('tokens', () => client.post('/v1/platform-linking/tokens', who)));
    }
    return answers;
  };
  const expectLimited = (answers: readonly Timed[]): void => {
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: LIMIT }, () => 200), 429]);
    expect(slowestOf(answers).tokens).toBeLessThan(ANSWERED_WITHIN_MS);
  };

  it('limit each by itself and switch platforms off everywhere while it is gone, and together when it is back', async () => {
    const admin = await givenAdmin(here);
    await redis.kill();
    for (const client of [here, there]) expectLimited(await exhaust(client));
    expect(await redisAt(here)).toBe('503 unreachable');
    const offered = async (): Promise<string[]> => {
      const { body } = await new Client(there.url).get<{ platform: string }[]>('/v1/providers/enabled?type=bot');
      return body.map(({ platform }) => platform);
    };
    expect(await offered()).toContain('discord');
    const off = await admin.put('/v1/admin/providers/discord', { use: 'stop_all' });
    expect(off.status).toBe(200);
    expect(await offered()).not.toContain('discord');
    await redis.comeBack();
    await ready();
    const who = identity();
    const statuses: number[] = [];
    for (let i = 0; i <= LIMIT; i++) {
      statuses.push((await [here, there][i % 2]?.post('/v1/platform-linking/tokens', who))?.status ?? 0);
    }
    expect(statuses).toEqual([...Array.from({ length: LIMIT }, () => 200), 429]);
  }, 30_000);

  it('answer in time while it takes everything and says nothing', async () => {
    redis.fallSilent();
    try {
      for (const client of [here, there]) expectLimited(await exhaust(client));
      expect(await redisAt(here)).toMatch(/^503 (slow|unreachable)$/);
    } finally {
      redis.speakAgain();
    }
    await ready();
  }, 60_000);

  it.each([
    ['is killed and comes back empty', () => redis.kill(), () => redis.comeBack()],
    ['falls silent for a while', () => Promise.resolve(redis.fallSilent()), () => Promise.resolve(redis.speakAgain())],
  ])(
    'go on with an answer when it %s',
    async (_, take, giveBack) => {
      const asked = await (await say(here, chatter.who, WORDS)).until(({ text }) => text.length > 50);
      const turn = asked.header('x-turn-id');
      const followed = await (await follow(there, turn)).until(({ text }) => text.length > 50);
      await take();
      const ends = Promise.all([asked.end(), followed.end()]);
      await eventually(async () => (await redisAt(there)) !== '200 ok');
      await giveBack();
      await ends;
      await ready();
      expect(asked.text).toBe(WORDS);
      const rest = followed.done ? followed : await (await follow(there, turn)).end();
      expect(rest.text).toBe(WORDS);
      for (const stream of [asked, rest]) {
        expect(stream.types.filter((type) => type === 'finish')).toHaveLength(1);
        expect(stream.done).toBe(true);
      }
      expect((await there.get(`/v1/platform-linking/chat/turns/${turn}`)).body).toMatchObject({
        status: 'completed',
        text: WORDS,
      });
    },
    60_000,
  );

  it('end an answer once, as failed, when it stays away for too long, and answer the next one when it is back', async () => {
    const asked = await (await say(here, chatter.who, WORDS)).until(({ text }) => text.length > 50);
    await redis.kill();
    await asked.end();
    expect(asked.types.slice(-3)).toEqual(['data-error', 'error', 'finish']);
    expect(asked.done).toBe(true);
    expect(WORDS.startsWith(asked.text)).toBe(true);
    await redis.comeBack();
    await ready();
    const next = await (await say(there, chatter.who, 'are you back')).end();
    expect([next.text, next.done]).toEqual(['are you back', true]);
  }, 60_000);
});
