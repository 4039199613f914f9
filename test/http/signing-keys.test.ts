import { createLocalJWKSet, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from 'jose';
import { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { givenHuman, signIn } from '../support/given.js';
import { startWorld, type World } from '../support/world.js';

let world: World;

beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const publishedBy = async ({ url }: World) => new Client(url).get<JSONWebKeySet>('/.well-known/jwks.json');

const keyIds = async (of: World): Promise<(string | undefined)[]> =>
  (await publishedBy(of)).body.keys.map(({ kid }) => kid);

const meAt = ({ url }: World, accessToken: string) =>
  new Client(url, { authorization: `Bearer ${accessToken}` }).get('/v1/me');

describe('the published keys', () => {
  it('verify access tokens, and hold nothing secret', async () => {
    const ada = await givenHuman(world);
    const { status, headers, body } = await publishedBy(world);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('public, max-age=300');
    expect(body.keys.map((key) => Object.keys(key).sort())).toEqual([['alg', 'crv', 'kid', 'kty', 'use', 'x']]);
    const options = { issuer: 'http://localhost:3000', audience: 'understudy', typ: 'at+jwt' };
    const { payload } = await jwtVerify(ada.accessToken, createLocalJWKSet(body), options);
    expect(payload.sub).toBe(ada.id);
  });

  it('are the same on every replica, however many start at once', async () => {
    await world.db.query('DELETE FROM signing_keys');
    const replicas = await Promise.all([world.replica(), world.replica(), world.replica()]);
    const published = await Promise.all(replicas.map(keyIds));
    expect(published[0]).toHaveLength(1);
    expect(published[1]).toEqual(published[0]);
    expect(published[2]).toEqual(published[0]);
  });

  it('include the next one a day before it signs', async () => {
    const [current] = await keyIds(world);
    await world.db.query(`UPDATE signing_keys SET signs_until = now() + interval '24 hours'`);
    const replica = await world.replica();
    const published = await keyIds(replica);
    expect(published).toHaveLength(2);
    expect(published).toContain(current);
    const ada = await givenHuman(replica);
    expect(decodeProtectedHeader(ada.accessToken).kid).toBe(current);
  });
});

describe('a change of keys', () => {
  it('keeps the tokens of the old key good, and every replica takes those of the new one', async () => {
    const ada = await givenHuman(world);
    await world.db.query(`UPDATE signing_keys SET signs_until = now()`);
    const replica = await world.replica();
    const { accessToken } = await signIn(replica, ada.username, ada.password);
    expect(decodeProtectedHeader(accessToken).kid).not.toBe(decodeProtectedHeader(ada.accessToken).kid);
    expect(await meAt(replica, ada.accessToken)).toMatchObject({ status: 200 });
    expect(await meAt(replica, accessToken)).toMatchObject({ status: 200 });
    // The first replica looks for unknown keys once a second at most.
    await eventually(async () => expect(await meAt(world, accessToken)).toMatchObject({ status: 200 }) ?? true);
  });

  it('ends with the old key forgotten, and its tokens refused', async () => {
    const ada = await givenHuman(world);
    await world.db.query(`UPDATE signing_keys SET signs_until = now(), verifies_until = now()`);
    const replica = await world.replica();
    expect(await meAt(replica, ada.accessToken)).toMatchObject({ status: 401 });
    expect((await world.db.query('SELECT FROM signing_keys')).rowCount).toBe(1);
  });
});

describe('without the encryption key that sealed the signing key', () => {
  it('the program starts, says so, signs with a new key, and still believes what the old one signed', async () => {
    const ada = await givenHuman(world);
    const [lost] = await keyIds(world);
    const replica = await world.replica({ ENCRYPTION_KEYS: `other:${Buffer.alloc(32, 'other').toString('base64')}` });
    expect(replica.logs()).toContain('a signing key cannot be opened');
    expect(replica.logs()).toContain(String(lost));
    const { accessToken } = await signIn(replica, ada.username, ada.password);
    expect(decodeProtectedHeader(accessToken).kid).not.toBe(lost);
    expect(await meAt(replica, ada.accessToken)).toMatchObject({ status: 200 });
    expect(await meAt(replica, accessToken)).toMatchObject({ status: 200 });
  });
});
