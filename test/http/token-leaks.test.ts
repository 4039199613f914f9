import { generateKeyPairSync, sign } from 'node:crypto';
import { Client } from '../support/client.js';
import { givenAdmin, givenHuman, givenServiceKey, type Human } from '../support/given.js';
import { bearing, givenBot, givenBotToken, givenToken } from '../support/given-bots.js';
import { startWorld, type World } from '../support/world.js';

const LEAKS = '/v1/token-leaks';
const SELF = '/v1/tokens/self';
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const keys = JSON.stringify({ key1: publicKey.export({ type: 'spki', format: 'pem' }) });

let world: World;
let ada: Human;

beforeAll(async () => {
  world = await startWorld({ TOKEN_LEAK_PUBLIC_KEYS: keys });
  ada = await givenHuman(world);
});
afterAll(() => world.close());

interface Judged {
  readonly token_hash: string;
  readonly token_type: string;
  readonly label: string;
}

const leakOf = (token: string) => ({
  token,
  type: 'understudy_token',
  url: `https://example.org/${token}`,
  source: 'content',
});

function report(place: World, leaks: unknown, change: { keyId?: string; body?: string } = {}) {
  const body = JSON.stringify(leaks);
  const signature = sign('sha256', Buffer.from(body), privateKey).toString('base64');
  return new Client(place.url).post<Judged[]>(LEAKS, change.body ?? body, {
    'content-type': 'application/json',
    'github-public-key-identifier': change.keyId ?? 'key1',
    'github-public-key-signature': signature,
  });
}

describe('a signed report of leaked secrets', () => {
  it('revokes what is ours, answers for each, and repeats no secret', async () => {
    const bot = await givenBotToken(world, ada, await givenBot(ada));
    const own = await givenToken(world, ada);
    const service = await givenServiceKey(world);
    const strange = `us_bot_${'a'.repeat(43)}_000000`;
    const answer = await report(world, [bot.secret, own.secret, service.key, strange].map(leakOf));
    expect(answer.status).toBe(200);
    expect(answer.body.map(({ label }) => label)).toEqual([
      'true_positive',
      'true_positive',
      'true_positive',
      'false_positive',
    ]);
    expect(answer.body[0]).toMatchObject({ token_type: 'understudy_token', token_hash: expect.any(String) as string });
    expect((await bot.client.get(SELF)).status).toBe(401);
    expect((await own.client.get(SELF)).status).toBe(401);
    const resolve = await service.client.post('/v1/platform-linking/resolve', {
      platform: 'DISCORD',
      platform_user_id: '1',
    });
    expect([401, 503]).toContain(resolve.status);
    const sql = `SELECT action, subject_id, row_to_json(e)::text AS row FROM audit_events e WHERE target_id = ANY($1) AND details->>'because' = 'leak' ORDER BY id`;
    const { rows } = await world.db.query<{ action: string; subject_id: string; row: string }>(sql, [
      [bot.id, own.id, service.id],
    ]);
    expect(rows.map(({ action, subject_id: subject }) => [action, subject])).toEqual([
      ['api_token.revoked', ada.id],
      ['api_token.revoked', ada.id],
      ['service_key.revoked', null],
    ]);
    const everything = [JSON.stringify(answer.body), world.logs(), ...rows.map(({ row }) => row)].join('\n');
    for (const secret of [bot.secret, own.secret, service.key]) expect(everything).not.toContain(secret);
    const again = await report(world, [leakOf(bot.secret)]);
    expect(again.body).toMatchObject([{ label: 'true_positive' }]);
  });

  it('is refused when the signature does not fit', async () => {
    const { secret, client } = await givenToken(world, ada);
    const refused = { status: 401, body: { code: 'leak_report_not_signed' } };
    expect(await report(world, [leakOf(secret)], { keyId: 'key2' })).toMatchObject(refused);
    expect(await report(world, [], { body: JSON.stringify([leakOf(secret)]) })).toMatchObject(refused);
    expect(await new Client(world.url).post(LEAKS, [leakOf(secret)])).toMatchObject(refused);
    expect((await client.get(SELF)).status).toBe(200);
  });

  it('is verified by its bytes, not by what they mean', async () => {
    const { secret } = await givenToken(world, ada);
    const spaced = ` [ ${JSON.stringify(leakOf(secret))} ]\n`;
    const signature = sign('sha256', Buffer.from(spaced), privateKey).toString('base64');
    const answer = await new Client(world.url).post(LEAKS, spaced, {
      'content-type': 'application/json',
      'github-public-key-identifier': 'key1',
      'github-public-key-signature': signature,
    });
    expect(answer).toMatchObject({ status: 200, body: [{ label: 'true_positive' }] });
  });

  it.each([
    ['an object', {}],
    ['nothing', []],
    ['a list of texts', ['us_bot_x']],
    ['no token', [{ type: 'x' }]],
    ['a token that is no text', [{ token: 7 }]],
  ])('is not %s', async (_, body) => {
    expect(await report(world, body)).toMatchObject({ status: 422, body: { code: 'request_invalid' } });
  });

  it('only flags with TOKEN_LEAK_POLICY=flag', async () => {
    const flagging = await world.replica({ TOKEN_LEAK_POLICY: 'flag' });
    const { id, secret, client } = await givenToken(world, ada);
    expect(await report(flagging, [leakOf(secret)])).toMatchObject({ body: [{ label: 'true_positive' }] });
    expect((await client.get(SELF)).status).toBe(200);
    const shown = await ada.client.get(`/v1/user/tokens/${id}`);
    expect(shown).toMatchObject({ body: { leak_reported_at: expect.any(String) as string } });
  });

  it('does not end a token whose leaked secret has ended already', async () => {
    const { id, secret } = await givenToken(world, ada);
    const rotated = await ada.client.post<{ token: string }>(`/v1/user/tokens/${id}/rotate`, { overlap_seconds: 0 });
    expect(await report(world, [leakOf(secret)])).toMatchObject({ body: [{ label: 'true_positive' }] });
    expect((await bearing(world, rotated.body.token).get(SELF)).status).toBe(200);
  });
});

describe('a report that nobody can verify', () => {
  it('only flags, also with the policy revoke', async () => {
    const open = await world.replica({ TOKEN_LEAK_PUBLIC_KEYS: '' });
    const { id, secret, client } = await givenToken(world, ada);
    const answer = await new Client(open.url).post(LEAKS, [leakOf(secret)]);
    expect(answer).toMatchObject({ status: 200, body: [{ label: 'true_positive' }] });
    expect((await client.get(SELF)).status).toBe(200);
    const sql = `SELECT action, actor_kind, details->>'done' AS done FROM audit_events WHERE target_id = $1 ORDER BY id`;
    expect((await world.db.query(sql, [id])).rows.at(-1)).toEqual({
      action: 'api_token.leak_reported',
      actor_kind: 'anonymous',
      done: 'flagged',
    });
  });

  it.each([['not JSON'], ['[]'], ['{"k":"no key"}']])(
    'and a program with the keys %s does not start',
    async (wrong) => {
      await expect(world.replica({ TOKEN_LEAK_PUBLIC_KEYS: wrong })).rejects.toThrow('TOKEN_LEAK_PUBLIC_KEYS');
    },
  );

  it('is not what revokes the keys of an admin', async () => {
    const open = await world.replica({ TOKEN_LEAK_PUBLIC_KEYS: '' });
    const { id, key } = await givenServiceKey(world);
    await new Client(open.url).post(LEAKS, [leakOf(key)]);
    const listed = await (await givenAdmin(world)).get<{ items: { id: string }[] }>('/v1/admin/service-keys?limit=100');
    expect(listed.body.items.map((one) => one.id)).toContain(id);
  });
});
