import { Client } from '../support/client.js';
import { describeWithRedis } from '../support/redis.js';
import { startWorld, type World } from '../support/world.js';
import { whenReady } from '../support/ready.js';

describe('what everybody may ask', () => {
  let world: World;
  let client: Client;
  beforeAll(async () => {
    world = await startWorld();
    client = new Client(world.url);
  });
  afterAll(() => world.close());

  it('is alive and ready', async () => {
    expect((await client.get('/health/live')).body).toEqual({ status: 'ok' });
    expect(await whenReady(world.url)).toMatchObject({
      status: 200,
      body: { status: 'ok', checks: { database: 'ok', migrations: 'ok' } },
    });
  });

  it('says what it offers, and every error it knows', async () => {
    expect((await client.get('/v1/info')).body).toMatchObject({ name: 'understudy', registration_enabled: true });
    const errors = await client.get<{ code: string }[]>('/v1/errors');
    expect(errors.body.map(({ code }) => code)).toContain('link_token_used');
  });

  it('tells a wrong method from an address that there is not', async () => {
    const wrong = await client.put('/v1/info');
    expect(wrong).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } });
    expect(wrong.headers.get('allow')).toBe('GET, HEAD');
    for (const path of ['/v1/nothing', '/v1/info/', '/v1/accounts//members', '/v1/user/bots/'])
      expect(await client.get(path)).toMatchObject({ status: 404, body: { code: 'route_not_found' } });
  });

  it('counts requests by route template', async () => {
    const { body } = await client.get<{ text: string }>('/metrics');
    expect(body.text).toContain('understudy_http_request_duration_seconds_bucket{le="1",method="GET",route="/v1/info"');
  });

  it('logs one line per request and keeps addresses out of it', async () => {
    await client.get('/v1/info?secret=hunter2');
    expect(world.logs()).toContain('"route":"/v1/info"');
    expect(world.logs()).not.toContain('hunter2');
  });

  it('runs twice on one database', async () => {
    const second = await world.replica();
    expect((await whenReady(second.url)).status).toBe(200);
    expect(second.url).not.toBe(world.url);
  });

  it('is not ready right after its event loop was blocked, however often it is asked', async () => {
    const end = performance.now() + 1_300;
    while (performance.now() < end);
    const blocked = { status: 503, body: { status: 'unavailable', checks: { database: 'ok', event_loop: 'blocked' } } };
    const ready = [await client.get('/health/ready'), await client.get('/health/ready')];
    expect(ready).toMatchObject([blocked, blocked]);
  });
});

describeWithRedis('with a Redis', (redisUrl) => {
  it('is ready when the Redis answers', async () => {
    const world = await startWorld({ REDIS_URL: redisUrl });
    expect((await whenReady(world.url)).body).toMatchObject({ status: 'ok', checks: { redis: 'ok' } });
    await world.close();
  });
});
