import type { Client } from '../support/client.js';
import { givenHuman, givenServiceKey, identity, type Human } from '../support/given.js';
import { startWorld, type World } from '../support/world.js';

const V1 = '/v1/platform-linking';

describe('what the linking routes refuse', () => {
  let world: World;
  let service: Client;
  let ada: Human;

  beforeAll(async () => {
    world = await startWorld();
    service = (await givenServiceKey(world)).client;
    ada = await givenHuman(world);
  });
  afterAll(() => world.close());

  const unknown = 'A'.repeat(43);
  it.each([
    ['an unknown platform', { platform: 'IRC', platform_user_id: '1' }],
    ['a platform in lower case', { platform: 'discord', platform_user_id: '1' }],
    ['an empty id', { platform: 'DISCORD', platform_user_id: '' }],
    ['an id of 256 characters', { platform: 'DISCORD', platform_user_id: 'x'.repeat(256) }],
    ['an id that is a number', { platform: 'DISCORD', platform_user_id: 1 }],
    ['an unknown field', { platform: 'DISCORD', platform_user_id: '1', user_id: 'x' }],
    ['a NUL', { platform: 'DISCORD', platform_user_id: 'a\0b' }],
    ['half a character', { platform: 'DISCORD', platform_user_id: '\ud800' }],
    ['a list', []],
  ])('is 422 for %s', async (_, body) => {
    for (const path of ['resolve', 'tokens']) {
      const answer = await service.post<{ errors: unknown[] }>(`${V1}/${path}`, body);
      expect(answer).toMatchObject({ status: 422, body: { code: 'request_invalid' } });
      expect(answer.body.errors.length).toBeGreaterThan(0);
    }
  });

  it.each([
    ['no identities', []],
    ['101 identities', Array.from({ length: 101 }, () => identity())],
    ['one wrong identity among good ones', [identity(), { platform: 'DISCORD' }]],
    ['a list in place of an identity', [[]]],
    ['nothing in place of an identity', [null]],
  ])('is 422 for a batch of %s', async (_, identities) => {
    expect((await service.post(`${V1}/resolve/batch`, { identities })).status).toBe(422);
  });

  it('tells malformed tokens (422) from unknown ones (404)', async () => {
    for (const token of ['a.b', 'x'.repeat(65), '%20']) {
      expect((await service.get(`${V1}/tokens/${token}/status`)).status).toBe(422);
      expect((await ada.client.get(`${V1}/tokens/${token}/info`)).status).toBe(422);
    }
    const answers = [
      await service.get(`${V1}/tokens/${unknown}/status`),
      await ada.client.get(`${V1}/tokens/${unknown}/info`),
      await ada.client.post(`${V1}/tokens/${unknown}/confirm`),
      await ada.client.post(`${V1}/tokens/${unknown}/decline`),
      await service.post(`${V1}/tokens/${unknown}/proof`, { platform_user_id: '1', code: '123456' }),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ status: 404, body: { code: 'link_token_not_found' } });
  });

  it('limits how often one identity is sent a link, and says so on every answer', async () => {
    const who = identity();
    for (let i = 0; i < 10; i++) {
      const answer = await service.post(`${V1}/tokens`, who);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('ratelimit-policy')).toContain('"link-tokens-per-identity";q=10;w=60');
      expect(answer.headers.get('ratelimit')).toContain(`"link-tokens-per-identity";r=${9 - i}`);
    }
    const refused = await service.post(`${V1}/tokens`, who);
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await service.post(`${V1}/tokens`, identity())).status).toBe(200);
  });
});
