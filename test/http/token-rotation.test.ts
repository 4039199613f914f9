import { givenHuman, unique, type Human } from '../support/given.js';
import { bearing, BOTS, givenBot, givenBotToken, givenToken, type Bot, type Token } from '../support/given-bots.js';
import { startWorld, type World } from '../support/world.js';

const SELF = '/v1/tokens/self';
const ROTATE = `${SELF}/rotate`;
const rejected = { status: 401, body: { code: 'credentials_rejected' } };
const permissions = { tokens: ['rotate-self'] };

interface Rotated {
  readonly id: string;
  readonly token: string;
  readonly generation: number;
}

let world: World;
let ada: Human;
let bot: Bot;

beforeAll(async () => {
  world = await startWorld();
  ada = await givenHuman(world);
});
// Tokens are counted for each bot.
beforeEach(async () => {
  bot = await givenBot(ada);
});
afterAll(() => world.close());

const works = async (secret: string): Promise<boolean> => (await bearing(world, secret).get(SELF)).status === 200;
const rotateSelf = (secret: string, body: object = {}, headers: Record<string, string> = {}) =>
  bearing(world, secret).post<Rotated>(ROTATE, body, headers);
const auditOf = async ({ id }: Pick<Token, 'id'>) => {
  const sql = `SELECT action, details->>'because' AS because, subject_id FROM audit_events WHERE target_id = $1 ORDER BY id`;
  return (await world.db.query<{ action: string; because: string | null; subject_id: string }>(sql, [id])).rows;
};

describe('rotation', () => {
  it('keeps the id, and the old secret until the overlap ends', async () => {
    const token = await givenBotToken(world, ada, bot, { permissions });
    const path = `${BOTS}/${bot.id}/tokens/${token.id}/rotate`;
    const first = await ada.client.post<Rotated>(path, { overlap_seconds: 3600 });
    expect(first).toMatchObject({ status: 200, body: { id: token.id, generation: 2 } });
    expect([await works(token.secret), await works(first.body.token)]).toEqual([true, true]);
    const second = await ada.client.post<Rotated>(path, { overlap_seconds: 0 });
    expect([await works(token.secret), await works(first.body.token)]).toEqual([false, false]);
    expect(await works(second.body.token)).toBe(true);
    expect(await bearing(world, second.body.token).get(SELF)).toMatchObject({ body: { id: token.id, generation: 3 } });
  });

  it.each([-1, 86_401, 1.5, '60', null])('does not take an overlap of %j', async (overlap) => {
    const token = await givenToken(world, ada, { permissions });
    const answer = await ada.client.post(`/v1/user/tokens/${token.id}/rotate`, { overlap_seconds: overlap });
    expect(answer).toMatchObject({ status: 422, body: { code: 'request_invalid' } });
    expect((await rotateSelf(token.secret, { overlap_seconds: overlap })).status).toBe(422);
    await ada.client.delete(`/v1/user/tokens/${token.id}`);
  });

  it('happens by the token itself when it may', async () => {
    const token = await givenBotToken(world, ada, bot, { permissions });
    const rotated = await rotateSelf(token.secret);
    expect(rotated).toMatchObject({ status: 200, body: { id: token.id, generation: 2 } });
    expect(await works(rotated.body.token)).toBe(true);
    const other = await givenBotToken(world, ada, bot);
    const refused = await rotateSelf(other.secret);
    expect(refused).toMatchObject({ status: 403, body: { code: 'scope_missing', scope: 'tokens:rotate-self' } });
    expect(await auditOf(token)).toMatchObject([
      { action: 'api_token.created' },
      { action: 'api_token.rotated', subject_id: ada.id },
    ]);
  });

  it('lets a hundred clients switch over without one failed call', async () => {
    const token = await givenBotToken(world, ada, bot, { permissions });
    const replica = await world.replica();
    let secret = token.secret;
    let done = false;
    const failures: number[] = [];
    const client = async (i: number): Promise<void> => {
      while (!done) {
        // Each learns of the new secret late, as configuration travels.
        const mine = secret;
        await new Promise((resolve) => setTimeout(resolve, (i % 10) * 5));
        const { status } = await bearing(i % 2 === 0 ? world : replica, mine).get(SELF);
        if (status !== 200) failures.push(status);
      }
    };
    const clients = Array.from({ length: 100 }, (_, i) => client(i));
    for (let round = 0; round < 3; round++) {
      secret = (await rotateSelf(secret, { overlap_seconds: 60 })).body.token;
      // Everybody has switched before the next one: a secret two generations old is not meant to work.
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    done = true;
    await Promise.all(clients);
    expect(failures).toEqual([]);
    await replica.close();
  });

  it('gives a retry the same secret, also at once, also when the overlap is over', async () => {
    const token = await givenBotToken(world, ada, bot, { permissions });
    const headers = { 'idempotency-key': unique('rotate') };
    const body = { overlap_seconds: 0 };
    const together = await Promise.all([1, 2, 3].map(() => rotateSelf(token.secret, body, headers)));
    const secrets = new Set(together.map((answer) => answer.body.token));
    expect(together.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(secrets.size).toBe(1);
    expect(await works(token.secret)).toBe(false);
    const late = await rotateSelf(token.secret, body, headers);
    expect(late).toMatchObject({ status: 200, body: { token: [...secrets][0] } });
    expect(late.headers.get('idempotency-replayed')).toBe('true');
    expect(await works(late.body.token)).toBe(true);
  });

  it('gives the owner’s retry the same secret for ten minutes', async () => {
    const token = await givenToken(world, ada);
    const path = `/v1/user/tokens/${token.id}/rotate`;
    const headers = { 'idempotency-key': unique('rotate') };
    const [first, again] = [
      await ada.client.post<Rotated>(path, {}, headers),
      await ada.client.post<Rotated>(path, {}, headers),
    ];
    expect(again.body).toEqual(first.body);
    await world.db.query('UPDATE idempotent_answers SET secret_until = now() WHERE secret_until IS NOT NULL');
    expect(await ada.client.post(path, {}, headers)).toMatchObject({
      status: 409,
      body: { code: 'secret_already_shown' },
    });
  });
});

describe('a secret that should be nowhere any more', () => {
  it('ends the whole token on the rotate route when it is past its overlap', async () => {
    const token = await givenBotToken(world, ada, bot, { permissions });
    const rotated = await rotateSelf(token.secret, { overlap_seconds: 0 });
    expect(await bearing(world, token.secret).get(SELF)).toMatchObject(rejected);
    expect(await works(rotated.body.token)).toBe(true);
    expect(await rotateSelf(token.secret)).toMatchObject(rejected);
    expect(await works(rotated.body.token)).toBe(false);
    expect((await auditOf(token)).at(-1)).toEqual({
      action: 'api_token.revoked',
      because: 'reuse',
      subject_id: ada.id,
    });
  });

  it('ends it when it is two generations old', async () => {
    const token = await givenToken(world, ada, { permissions });
    const second = (await rotateSelf(token.secret, { overlap_seconds: 3600 })).body.token;
    const third = (await rotateSelf(second, { overlap_seconds: 3600 })).body.token;
    expect([await works(token.secret), await works(second), await works(third)]).toEqual([false, true, true]);
    expect(await rotateSelf(token.secret, {}, { 'idempotency-key': unique('thief') })).toMatchObject(rejected);
    expect([await works(second), await works(third)]).toEqual([false, false]);
    expect(await rotateSelf(third)).toMatchObject(rejected);
  });

  it('does nothing elsewhere, and the one before the current may rotate within its overlap', async () => {
    const token = await givenToken(world, ada, { permissions });
    const second = (await rotateSelf(token.secret, { overlap_seconds: 3600 })).body.token;
    const third = (await rotateSelf(token.secret, { overlap_seconds: 3600 })).body.token;
    expect(await bearing(world, token.secret).get(SELF)).toMatchObject(rejected);
    expect([await works(second), await works(third)]).toEqual([true, true]);
  });

  it('ends it once when it comes a hundred times at once', async () => {
    const token = await givenToken(world, ada, { permissions });
    await rotateSelf(token.secret, { overlap_seconds: 0 });
    const answers = await Promise.all(Array.from({ length: 100 }, () => rotateSelf(token.secret)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    const revoked = (await auditOf(token)).filter(({ action }) => action === 'api_token.revoked');
    expect(revoked).toHaveLength(1);
  });
});
