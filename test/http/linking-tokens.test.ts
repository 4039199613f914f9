import type { Client } from '../support/client.js';
import { givenHuman, givenLinkToken, givenServiceKey, identity, type Human } from '../support/given.js';
import { startWorld, type World } from '../support/world.js';

const V1 = '/v1/platform-linking';

describe('a link token', () => {
  let world: World;
  let service: Client;
  let ada: Human;
  let bob: Human;

  beforeAll(async () => {
    world = await startWorld();
    service = (await givenServiceKey(world)).client;
    [ada, bob] = await Promise.all([givenHuman(world), givenHuman(world)]);
  });
  afterAll(() => world.close());

  const confirm = (who: Human, token: string, headers?: Record<string, string>) =>
    who.client.post(`${V1}/tokens/${token}/confirm`, undefined, headers);

  it('is 410 link_token_used for everybody once a link was used, and tells the person who used it so', async () => {
    const { token } = await givenLinkToken(world, service);
    expect((await confirm(ada, token)).status).toBe(200);
    const mine = await confirm(ada, token);
    expect(mine).toMatchObject({ status: 410, body: { code: 'link_token_used', linked_to_me: true } });
    const theirs = await confirm(bob, token);
    expect(theirs).toMatchObject({ status: 410, body: { code: 'link_token_used' } });
    expect(theirs.body).not.toHaveProperty('linked_to_me');
    expect(await ada.client.get(`${V1}/tokens/${token}/info`)).toMatchObject({
      status: 410,
      body: { linked_to_me: true },
    });
  });

  it('is 410 link_token_expired once the time is over, and status says expired', async () => {
    const { token, platform_user_id: id } = await givenLinkToken(world, service);
    await world.db.query(`UPDATE link_tokens SET expires_at = now() WHERE platform_user_id = $1`, [id]);
    expect(await confirm(ada, token)).toMatchObject({ status: 410, body: { code: 'link_token_expired' } });
    expect((await ada.client.get(`${V1}/tokens/${token}/info`)).status).toBe(410);
    expect((await service.get(`${V1}/tokens/${token}/status`)).body).toEqual({ status: 'expired', user_id: null });
  });

  it('supersedes an older link: it cannot be confirmed and never counts as linked', async () => {
    const who = identity();
    const older = await givenLinkToken(world, service, who);
    const newer = await givenLinkToken(world, service, who);
    expect(await confirm(ada, older.token)).toMatchObject({ status: 410, body: { code: 'link_token_expired' } });
    expect((await confirm(ada, newer.token)).status).toBe(200);
    expect((await service.get(`${V1}/tokens/${older.token}/status`)).body).toEqual({
      status: 'expired',
      user_id: null,
    });
  });

  it('makes no new link for an identity that is linked', async () => {
    const who = identity();
    await confirm(ada, (await givenLinkToken(world, service, who)).token);
    const again = await service.post(`${V1}/tokens`, who);
    expect(again).toMatchObject({ status: 409, body: { code: 'platform_identity_already_linked' } });
    expect(JSON.stringify(again.body)).not.toContain(ada.id);
  });

  it.each([
    ['platform_identity_linked_to_you', () => ada],
    ['platform_identity_linked_to_another', () => bob],
  ])('is 409 %s for a pending link whose identity is taken, and does not burn it', async (code, confirmer) => {
    const who = identity();
    const { token } = await givenLinkToken(world, service, who);
    await world.db.query(
      `INSERT INTO platform_links (id, platform, platform_user_id, user_id, proof) VALUES (gen_random_uuid(), $1, $2, $3, 'none')`,
      [who.platform, who.platform_user_id, ada.id],
    );
    expect(await confirm(confirmer(), token)).toMatchObject({ status: 409, body: { code } });
    expect((await service.get(`${V1}/tokens/${token}/status`)).body).toEqual({ status: 'pending', user_id: null });
    await world.db.query(`DELETE FROM platform_links WHERE platform_user_id = $1`, [who.platform_user_id]);
    expect((await confirm(bob, token)).status).toBe(200);
  });

  it('lets a person who asked for nothing decline, once and for all', async () => {
    const { token } = await givenLinkToken(world, service);
    expect(await bob.client.post(`${V1}/tokens/${token}/decline`)).toMatchObject({
      status: 200,
      body: { success: true },
    });
    expect((await confirm(ada, token)).status).toBe(410);
    expect((await service.get(`${V1}/tokens/${token}/status`)).body).toEqual({ status: 'expired', user_id: null });
  });

  it('removes only links of their person', async () => {
    const { token } = await givenLinkToken(world, service);
    await confirm(ada, token);
    const [link] = (await ada.client.get<{ id: string }[]>(`${V1}/links`)).body;
    expect(await bob.client.delete(`${V1}/links/${String(link?.id)}`)).toMatchObject({
      status: 403,
      body: { code: 'platform_link_not_yours' },
    });
    expect((await bob.client.delete(`${V1}/links/00000000-0000-7000-8000-000000000000`)).status).toBe(404);
    expect((await bob.client.delete(`${V1}/links/nonsense`)).status).toBe(422);
    expect((await ada.client.delete(`${V1}/links/${String(link?.id)}`)).status).toBe(200);
    expect((await ada.client.delete(`${V1}/links/${String(link?.id)}`)).status).toBe(404);
  });

  it('lists links newest first', async () => {
    const carl = await givenHuman(world);
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) {
      const { token, platform_user_id: id } = await givenLinkToken(world, service);
      await confirm(carl, token);
      ids.unshift(id);
    }
    const { body } = await carl.client.get<{ platform_user_id: string }[]>(`${V1}/links`);
    expect(body.map((link) => link.platform_user_id)).toEqual(ids);
  });

  it('changes nothing when the page is opened or previewed', async () => {
    const { token } = await givenLinkToken(world, service);
    for (let i = 0; i < 20; i++) {
      await ada.client.get(`${V1}/tokens/${token}/info`);
      await fetch(`${world.url}${V1}/tokens/${token}/confirm`, { method: 'HEAD' });
      await fetch(`${world.url}${V1}/tokens/${token}/confirm`, { method: 'GET' });
    }
    expect((await service.get(`${V1}/tokens/${token}/status`)).body).toEqual({ status: 'pending', user_id: null });
    expect((await confirm(ada, token)).status).toBe(200);
  });

  it('answers the winner again when the answer was lost and the Idempotency-Key comes again', async () => {
    const { token } = await givenLinkToken(world, service);
    const first = await confirm(ada, token, { 'idempotency-key': 'lost' });
    const again = await confirm(ada, token, { 'idempotency-key': 'lost' });
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect((await confirm(bob, token, { 'idempotency-key': 'lost' })).status).toBe(410);
  });

  it('stores no token and no code in a usable form', async () => {
    const { token } = await givenLinkToken(world, service);
    const { rows } = await world.db.query<{ row: string }>(`SELECT link_tokens::text AS row FROM link_tokens`);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ row }) => row.includes(token))).toEqual([]);
  });
});
