import { givenBot, givenBotToken, type Token } from '../support/given-bots.js';
import { ACT, apiCalls, givenCast, PATH, type Cast } from '../support/given-cast.js';
import { eventually } from '../support/eventually.js';
import type { World } from '../support/world.js';

const WHO = '/v1/actor?platform=twitch';
const ROUNDS = 15;
const CROWD = 6;

let cast: Cast;
let replicas: readonly World[];

beforeAll(async () => {
  cast = await givenCast();
  replicas = [cast.world, await cast.world.replica()];
});
afterAll(() => Promise.all([cast.world.close(), cast.twitch.close()]));

const at = ({ client }: Pick<Token, 'client'>, number: number): Token['client'] =>
  client.at(replicas[number % replicas.length]?.url ?? '');

/** A crowd that calls as the bot on both replicas all the time, so that whatever can be remembered is. */
async function amid(work: () => Promise<void>): Promise<number> {
  let over = false;
  let calls = 0;
  const crowd = Array.from({ length: CROWD }, async (_, number) => {
    while (!over) {
      await at(cast.bot, number).get(WHO);
      calls++;
    }
  });
  try {
    await work();
  } finally {
    over = true;
    await Promise.all(crowd);
  }
  return calls;
}

/** What is said to the next call of each replica. */
const next = (): Promise<unknown[]> =>
  Promise.all(
    replicas.map(async (_, number) => {
      const { status, body } = await at(cast.bot, number).get<{ can_act: boolean }>(WHO);
      return status === 200 ? body.can_act : status;
    }),
  );

describe('amid a crowd on two replicas, the very next call of each', () => {
  const USER = 'UPDATE users SET status = $1 WHERE id = $2';
  const ROLE = 'UPDATE account_members SET role = $1 WHERE user_id = $2';
  const SCOPES = 'UPDATE api_tokens SET scopes = $1 WHERE id = $2';
  const CONNECTION = 'UPDATE bot_connections SET status = $1 WHERE id = $2';

  it.each([
    { what: 'the bot user', sql: USER, of: () => cast.attached.id, off: 'disabled', on: 'active', refused: 401 },
    { what: 'its owner', sql: USER, of: () => cast.ada.id, off: 'disabled', on: 'active', refused: 401 },
    { what: 'its role', sql: ROLE, of: () => cast.attached.id, off: 'viewer', on: 'moderator', refused: 403 },
    { what: 'its scope', sql: SCOPES, of: () => cast.bot.id, off: '{me:read}', on: '{passthrough:use}', refused: 403 },
    {
      what: 'its connection',
      sql: CONNECTION,
      of: () => cast.own.ref.id,
      off: 'disabled',
      on: 'active',
      refused: false,
    },
  ])(
    'sees $what turned off and on',
    async ({ sql, of, off, on, refused }) => {
      const wrong: string[] = [];
      const calls = await amid(async () => {
        for (let round = 0; round < ROUNDS; round++) {
          await cast.world.db.query(sql, [off, of()]);
          if ((await next()).some((said) => said !== refused)) wrong.push(`off ${round}`);
          await cast.world.db.query(sql, [on, of()]);
          if ((await next()).some((said) => said !== true)) wrong.push(`on ${round}`);
        }
      });
      expect(wrong).toEqual([]);
      expect(calls).toBeGreaterThan(ROUNDS);
    },
    60_000,
  );

  it('is refused when the token was revoked by the other replica', async () => {
    const wrong: number[] = [];
    for (let round = 0; round < 5; round++) {
      const bot = await givenBot(cast.ada);
      const tokens: Token[] = [];
      for (let i = 0; i < 4; i++) tokens.push(await givenBotToken(cast.world, cast.ada, bot));
      const use = (): Promise<number[]> =>
        Promise.all(
          tokens
            .flatMap((token) => [at(token, 0), at(token, 1)])
            .map(async (client) => (await client.get('/v1/tokens/self')).status),
        );
      await use();
      expect(await use()).toEqual(new Array(8).fill(200));
      await cast.ada.client.at(replicas[round % 2]?.url ?? '').delete(`/v1/user/bots/${bot.username}`);
      wrong.push(...(await use()).filter((status) => status !== 401));
    }
    expect(wrong).toEqual([]);
  });
});

describe('what ends by itself', () => {
  it('ends by the clock of the database, though nothing changed', async () => {
    const { client, id } = await givenBotToken(cast.world, cast.ada, cast.loose, ACT);
    await cast.world.db.query(`UPDATE api_tokens SET expires_at = now() + interval '1 second' WHERE id = $1`, [id]);
    const over = async (): Promise<boolean> =>
      (
        await cast.world.db.query<{ over: boolean }>(
          'SELECT expires_at <= now() AS over FROM api_tokens WHERE id = $1',
          [id],
        )
      ).rows[0]?.over ?? true;
    const late: number[] = [];
    await eventually(async () => {
      const wasOver = await over();
      const { status } = await client.get('/v1/tokens/self');
      if (wasOver && status !== 401) late.push(status);
      if (!wasOver && status !== 200 && !(await over())) late.push(status);
      return wasOver;
    });
    expect(late).toEqual([]);
  });

  it('has a platform token refreshed when it is about to expire, though nothing changed', async () => {
    await cast.world.db.query(
      `UPDATE bot_connections SET expires_at = now() + interval '61500 milliseconds', last_refreshed_at = now() - interval '3 hours',
         next_try_at = now() + interval '1 hour' WHERE id = $1`,
      [cast.own.ref.id],
    );
    const shown = async (): Promise<string | null> => {
      const { status } = await cast.bot.client.get(PATH);
      expect(status).toBe(200);
      return apiCalls(cast).at(-1)?.token ?? null;
    };
    const first = await shown();
    await cast.world.db.query('UPDATE bot_connections SET next_try_at = NULL WHERE id = $1', [cast.own.ref.id]);
    expect(await shown()).toBe(first);
    await eventually(async () => (await shown()) !== first);
  });
});
