import { Redis } from 'ioredis';
import { eventually } from '../support/eventually.js';
import { FaultProxy } from '../support/fault-proxy.js';
import { CHAT, follow, givenChatService, givenChatter, say } from '../support/given-chat.js';
import { describeWithRedis } from '../support/redis.js';
import { startWorld, type World } from '../support/world.js';

const LONG = Array.from({ length: 150 }, (_, number) => `word${number}`).join(' ');

describeWithRedis('answers on two replicas whose Redis goes away', (redisUrl) => {
  let proxy: FaultProxy;
  let world: World;
  let replica: World;

  beforeAll(async () => {
    proxy = await FaultProxy.before(Number(new URL(redisUrl).port));
    world = await startWorld({
      REDIS_URL: proxy.through(redisUrl),
      ASSISTANT_ECHO_WORD_MS: '15',
      SHUTDOWN_GRACE_SECONDS: '1',
    });
    replica = await world.replica();
  });
  afterAll(async () => {
    await world.close();
    await proxy.close();
  });

  it('go on where they stood when it comes back, on both', async () => {
    const service = (await givenChatService(world)).client;
    const { who } = await givenChatter(world, service);
    const here = await (await say(service, who, LONG)).until(({ text }) => text.length > 50);
    const there = await (
      await follow(service.at(replica.url), here.header('x-turn-id'))
    ).until(({ text }) => text !== '');
    proxy.turn({ kind: 'reset' });
    await eventually(() => world.logs().includes('redis cannot be reached'));
    proxy.heal();
    await Promise.all([here.end(), there.end()]);
    // Whoever could not read meanwhile was let go without an end, and comes back with its place.
    const rest = there.done ? there : await (await follow(service, here.header('x-turn-id'), there.lastId)).end();
    expect(here.text).toBe(LONG);
    expect(there === rest ? there.text : there.text + rest.text).toBe(LONG);
    for (const stream of [here, rest]) {
      expect(stream.types.filter((type) => type === 'finish')).toHaveLength(1);
      expect(stream.done).toBe(true);
    }
    const turn = here.header('x-turn-id');
    const exact = await (await follow(service.at(replica.url), turn, `${turn}.000001`)).end();
    const numbers = exact.events.flatMap(({ id }) => (id === null ? [] : [Number(id.split('.')[1])]));
    expect(numbers).toEqual(numbers.map((_, place) => place + 2));
    expect(exact.text).toBe(LONG);
  });

  it('are whole for who followed, and rebuilt for who did not, when it comes back empty', async () => {
    const service = (await givenChatService(world)).client;
    const { who } = await givenChatter(world, service);
    const here = await (await say(service, who, LONG)).until(({ text }) => text.length > 50);
    const turn = here.header('x-turn-id');
    const redis = new Redis(redisUrl);
    await redis.del(`cp:{${turn}}:ev`, `cp:{${turn}}:ep`);
    redis.disconnect();
    const there = await (await follow(service.at(replica.url), turn)).end();
    expect((await here.end()).text).toBe(LONG);
    expect(there.text).toBe(LONG);
    expect(there.types.filter((type) => type === 'finish')).toHaveLength(1);
    expect((await service.get(`${CHAT}/turns/${turn}`)).body).toMatchObject({ status: 'completed', text: LONG });
  });
});
