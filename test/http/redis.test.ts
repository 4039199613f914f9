import { Client } from '../support/client.js';
import { givenServiceKey, identity } from '../support/given.js';
import { describeWithRedis } from '../support/redis.js';
import { startWorld } from '../support/world.js';

describeWithRedis('with Redis', (redisUrl) => {
  it('counts limits over all replicas, and says that Redis is reachable', async () => {
    const world = await startWorld({ REDIS_URL: redisUrl });
    try {
      const replica = await world.replica();
      const { key } = await givenServiceKey(world);
      const services = [world, replica].map(({ url }) => new Client(url, { 'x-bot-api-key': key }));
      const who = identity();
      const statuses: number[] = [];
      for (let i = 0; i < 12; i++) {
        const answer = await services[i % 2]?.post('/v1/platform-linking/tokens', who);
        statuses.push(answer?.status ?? 0);
      }
      expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429, 429]);
      const { rowCount } = await world.db.query('SELECT FROM rate_limits');
      expect(rowCount).toBe(0);
      expect((await new Client(world.url).get('/health/ready')).body).toMatchObject({ checks: { redis: 'ok' } });
    } finally {
      await world.close();
    }
  });
});

describe('with a Redis that cannot be reached', () => {
  it('is not ready, but answers, and still limits', async () => {
    const world = await startWorld({ REDIS_URL: 'redis://127.0.0.1:1' });
    try {
      const ready = await new Client(world.url).get('/health/ready');
      expect(ready).toMatchObject({ status: 503, body: { checks: { redis: 'unreachable', database: 'ok' } } });
      const { client } = await givenServiceKey(world);
      const who = identity();
      const statuses: number[] = [];
      for (let i = 0; i < 11; i++) statuses.push((await client.post('/v1/platform-linking/tokens', who)).status);
      expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
    } finally {
      await world.close();
    }
  });
});
