import {
  approved,
  BOTS_AT,
  CHANNELS_AT,
  connect,
  GLOBAL_AT,
  somebody,
  startConnectedWorld,
  type ConnectedWorld,
  type Connection,
} from '../support/connecting.js';
import { givenAdmin, givenHuman, type Human } from '../support/given.js';
import { givenMember } from '../support/given-bots.js';
import type { Platform } from '../support/platforms/platform.js';
import type { World } from '../support/world.js';

let place: ConnectedWorld;
let other: World;
let ada: Human;
let twitch: Platform;

beforeAll(async () => {
  place = await startConnectedWorld();
  other = await place.world.replica();
  ada = await givenHuman(place.world);
  ({ twitch } = place.platforms);
});
afterAll(() => place.close());

const count = async (sql: string, values: unknown[]): Promise<number> => {
  const { rows } = await place.world.db.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`, values);
  return rows[0]?.n ?? -1;
};

const tokenCalls = (platform: Platform): number => platform.calls.filter(({ kind }) => kind === 'token').length;

it('fifty exchanges of one code, on two replicas, are one connection and one call of the platform', async () => {
  const { code, state } = await approved(ada.client, BOTS_AT, twitch, somebody(twitch));
  const before = tokenCalls(twitch);
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      ada.client
        .at(i % 2 ? other.url : place.world.url)
        .post(`${BOTS_AT}/twitch/exchange`, { code, state }, { 'x-request-id': `race-${i}` }),
    ),
  );
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses.filter((status) => status === 201)).toHaveLength(1);
  expect(new Set(statuses)).toEqual(new Set([201, 400]));
  expect(tokenCalls(twitch)).toBe(before + 1);
  expect(await count('bot_connections WHERE account_id = $1', [ada.accountId])).toBe(1);
  expect(await count('connect_states WHERE user_id = $1', [ada.id])).toBe(0);
});

it('repeats with one Idempotency-Key are all answered the one connection, on two replicas', async () => {
  const grace = await givenHuman(place.world);
  const { code, state } = await approved(grace.client, BOTS_AT, twitch, somebody(twitch));
  const before = tokenCalls(twitch);
  const send = (url: string) =>
    grace.client
      .at(url)
      .post<Connection>(`${BOTS_AT}/twitch/exchange`, { code, state }, { 'idempotency-key': 'connect-once' });
  const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => send(i % 2 ? other.url : place.world.url)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 201));
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(tokenCalls(twitch)).toBe(before + 1);
  const late = await send(other.url);
  expect(late.headers.get('idempotency-replayed')).toBe('true');
  const reused = await grace.client.post(
    `${BOTS_AT}/twitch/exchange`,
    { code: 'another', state },
    { 'idempotency-key': 'connect-once' },
  );
  expect(reused).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
});

it('two people who connect at once do not disturb each other, also in one account', async () => {
  const [grace, linus] = [await givenHuman(place.world), await givenHuman(place.world)];
  await givenMember(grace, grace.accountId, linus.id, 'admin');
  const there = linus.client.with({ 'x-account-id': grace.accountId });
  const [first, second] = [somebody(twitch), somebody(twitch)];
  const returned = [
    await approved(grace.client, BOTS_AT, twitch, first),
    await approved(there, BOTS_AT, twitch, second),
    await approved(linus.client, BOTS_AT, twitch, somebody(twitch)),
  ] as const;
  const answers = await Promise.all(
    [grace.client, there, linus.client].map((client, i) => {
      const { code, state } = returned[i as 0 | 1 | 2];
      return client
        .at(i % 2 ? other.url : place.world.url)
        .post<Connection>(`${BOTS_AT}/twitch/exchange`, { code, state });
    }),
  );
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(answers[0]?.body.id).toBe(answers[1]?.body.id);
  expect(answers[2]?.body.id).not.toBe(answers[0]?.body.id);
  const [now] = (await grace.client.get<Connection[]>(BOTS_AT)).body;
  expect([first.id, second.id]).toContain(now?.bot_user_id);
  const { rows } = await place.world.db.query('SELECT generation FROM bot_connections WHERE id = $1', [now?.id]);
  expect(rows).toEqual([{ generation: 2 }]);
});

it('the same identity as bot and as channel at once: one of the two is refused', async () => {
  for (let round = 0; round < 5; round++) {
    const [grace, person] = [await givenHuman(place.world), somebody(twitch)];
    const [bot, channel] = [
      await approved(grace.client, BOTS_AT, twitch, person),
      await approved(grace.client, CHANNELS_AT, twitch, person),
    ];
    const answers = await Promise.all([
      grace.client.post(`${BOTS_AT}/twitch/exchange`, { code: bot.code, state: bot.state }),
      grace.client.at(other.url).post(`${CHANNELS_AT}/twitch/exchange`, { code: channel.code, state: channel.state }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  }
});

it('connecting while the account is deleted leaves no connection behind', async () => {
  const grace = await givenHuman(place.world);
  for (let round = 0; round < 5; round++) {
    const account = (await grace.client.post<{ id: string }>('/v1/accounts', { name: `Gone ${round}` })).body.id;
    const there = grace.client.with({ 'x-account-id': account });
    const { code, state } = await approved(there, BOTS_AT, twitch, somebody(twitch));
    const [exchanged, deleted] = await Promise.all([
      there.post(`${BOTS_AT}/twitch/exchange`, { code, state }),
      grace.client.at(other.url).delete(`/v1/accounts/${account}`),
    ]);
    expect(deleted.status).toBe(204);
    expect([201, 400, 404].includes(exchanged.status) ? null : exchanged).toBeNull();
    expect(await count('bot_connections WHERE account_id = $1', [account])).toBe(0);
    expect(await count('connect_states WHERE account_id = $1', [account])).toBe(0);
  }
});

it('the global bot connected by two replicas at once is one', async () => {
  const admin = await givenAdmin(place.world);
  const { discord } = place.platforms;
  const token = discord.botToken(discord.users.add({ login: 'global' }));
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, i) =>
      admin.at(i % 2 ? other.url : place.world.url).put<Connection>(`${GLOBAL_AT}/discord`, { token }),
    ),
  );
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
  expect(answers[0]?.status).toBe(201);
});

it('no database connection is held while a slow platform answers', async () => {
  const small = await place.world.replica({ DATABASE_POOL_SIZE: '2' });
  const { kick } = place.platforms;
  const people = await Promise.all(Array.from({ length: 8 }, () => givenHuman(place.world)));
  const returned = await Promise.all(people.map(({ client }) => approved(client, BOTS_AT, kick, somebody(kick))));
  kick.knobs.latency((call) => (call.kind === 'token' ? 600 : 0));
  const connecting = people.map(({ client }, i) => {
    const { code = null, state = null } = returned[i] ?? {};
    return client.at(small.url).post(`${BOTS_AT}/kick/exchange`, { code, state });
  });
  const since = performance.now();
  expect((await ada.client.at(small.url).get(BOTS_AT)).status).toBe(200);
  expect(performance.now() - since).toBeLessThan(3_000);
  expect((await Promise.all(connecting)).map(({ status }) => status)).toEqual(people.map(() => 201));
  kick.knobs.heal();
});

it('somebody connects again and again: one connection, one more generation each time', async () => {
  const [grace, bot] = [await givenHuman(place.world), somebody(twitch)];
  for (let round = 0; round < 3; round++) expect((await connect(grace.client, BOTS_AT, twitch, bot)).status).toBe(201);
  const { rows } = await place.world.db.query('SELECT generation FROM bot_connections WHERE account_id = $1', [
    grace.accountId,
  ]);
  expect(rows).toEqual([{ generation: 3 }]);
});
