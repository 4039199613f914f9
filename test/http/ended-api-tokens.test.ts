import { EndedApiTokens } from '../../src/modules/bot-tokens/ended-api-tokens.js';
import { givenHuman, type Human } from '../support/given.js';
import { BOTS, givenBot, givenBotToken, type Bot, type Token } from '../support/given-bots.js';
import { startWorld, type World } from '../support/world.js';

describe('API tokens that have ended', () => {
  let world: World;
  let ada: Human;
  let bot: Bot;

  beforeAll(async () => {
    world = await startWorld();
    ada = await givenHuman(world);
    bot = await givenBot(ada);
  });
  afterAll(() => world.close());

  const given = (): Promise<Token> => givenBotToken(world, ada, bot);
  const set = ({ id }: Token, what: string): Promise<unknown> =>
    world.db.query(`UPDATE api_tokens SET ${what} WHERE id = $1`, [id]);
  const revoked = (token: Token, daysAgo: number): Promise<unknown> =>
    set(token, `revoked_at = now() - interval '${daysAgo} days', revoked_because = 'owner'`);
  const expired = (token: Token, daysAgo: number): Promise<unknown> =>
    set(token, `expires_at = now() - interval '${daysAgo} days'`);
  const rowsOf = async (table: string, column: string, { id }: Token): Promise<number> =>
    (await world.db.query(`SELECT FROM ${table} WHERE ${column} = $1`, [id])).rowCount ?? 0;

  it('are forgotten with their secrets after 90 days, but for the one that tells when the bot was active last', async () => {
    const [live, recent, long, over, used] = await Promise.all([given(), given(), given(), given(), given()]);
    await revoked(recent, 89);
    await revoked(long, 91);
    await expired(over, 91);
    await revoked(used, 400);
    await set(used, `last_used_at = now() - interval '400 days'`);
    const before = await ada.client.get(`${BOTS}/${bot.id}`);
    expect(before.body.last_active_at).not.toBeNull();

    await world.app.get(EndedApiTokens, { strict: false }).purge();

    for (const [token, left] of [
      [live, 1],
      [recent, 1],
      [long, 0],
      [over, 0],
      [used, 1],
    ] as const) {
      expect(await rowsOf('api_tokens', 'id', token)).toBe(left);
      expect(await rowsOf('api_token_secrets', 'token_id', token)).toBe(left);
    }
    expect((await ada.client.get(`${BOTS}/${bot.id}`)).body).toEqual(before.body);
    expect((await live.client.get('/v1/tokens/self')).status).toBe(200);
    expect(await rowsOf('audit_events', 'target_id', long)).toBeGreaterThan(0);
  });
});
