import type { Client } from '../support/client.js';
import { givenHuman, givenLinkToken, givenServiceKey, identity, type Human, type Identity } from '../support/given.js';
import { startWorld, type World } from '../support/world.js';

const V1 = '/v1/platform-linking';

describe.each([V1, '/api/platform-linking'])('the link flow through %s', (prefix) => {
  let world: World;
  let service: Client;
  let ada: Human;

  beforeAll(async () => {
    world = await startWorld();
    service = (await givenServiceKey(world)).client;
    ada = await givenHuman(world);
  });
  afterAll(() => world.close());

  const resolve = (who: Identity) => service.post(`${prefix}/resolve`, who);

  it('takes a person from unlinked to linked and back', async () => {
    const who = identity();
    expect((await resolve(who)).body).toEqual({ linked: false, user_id: null });

    const made = await service.post<{ token: string; link_url: string; expires_at: string }>(`${prefix}/tokens`, {
      ...who,
      platform_username: 'ada#1815',
      channel_id: '42',
    });
    expect(made.status).toBe(200);
    const { token, link_url, expires_at } = made.body;
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(link_url).toBe(`http://localhost:3000/link/${token}`);
    expect(Date.parse(expires_at) - Date.now()).toBeGreaterThan(29 * 60_000);

    const status = () => service.get(`${prefix}/tokens/${token}/status`);
    expect(await status()).toMatchObject({ status: 200, body: { status: 'pending', user_id: null } });

    const info = await ada.client.get(`${prefix}/tokens/${token}/info`);
    expect(info).toMatchObject({
      status: 200,
      body: { ...who, platform_username: 'ada#1815', expires_at, already_linked_to_me: false, proof: 'none' },
    });

    const confirmed = await ada.client.post(`${prefix}/tokens/${token}/confirm`);
    expect(confirmed).toMatchObject({ status: 200, body: { success: true, ...who, platform_username: 'ada#1815' } });
    expect(await status()).toMatchObject({ status: 200, body: { status: 'linked', user_id: ada.id } });
    expect((await resolve(who)).body).toEqual({ linked: true, user_id: ada.id });

    const links = await ada.client.get<Record<string, unknown>[]>(`${prefix}/links`);
    expect(links.status).toBe(200);
    expect(Object.keys(links.body[0] ?? {}).sort()).toEqual(
      ['id', 'linked_at', 'platform', 'platform_user_id', 'platform_username'].sort(),
    );

    const removed = await ada.client.delete(`${prefix}/links/${String(links.body[0]?.id)}`);
    expect(removed).toMatchObject({ status: 200, body: { success: true } });
    expect((await resolve(who)).body).toEqual({ linked: false, user_id: null });
    expect(await status()).toMatchObject({ body: { status: 'expired', user_id: null } });
  });

  it('resolves up to a hundred identities at once, in the order asked', async () => {
    const linked = identity('SLACK');
    const { token } = await givenLinkToken(world, service, linked);
    await ada.client.post(`${prefix}/tokens/${token}/confirm`);
    const identities = [identity(), linked, identity('LINEAR'), linked];
    const answer = await service.post(`${prefix}/resolve/batch`, { identities });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        results: identities.map((one) => ({
          ...one,
          linked: one === linked,
          user_id: one === linked ? ada.id : null,
        })),
      },
    });
  });
});
