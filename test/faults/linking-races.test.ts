import { randomUUID } from 'node:crypto';
import type { Answer, Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { givenLinkToken, givenServiceKey, identity, type Human, type Identity } from '../support/given.js';
import { startWorld, type World } from '../support/world.js';
import { many, tallyOf, turnOf, unexpectedIn } from './support/crowd.js';
import { linkingBreaches } from './support/linking-invariants.js';
import { givenPeople } from './support/people.js';
import { head, RawConnection } from './support/raw-http.js';
import { report, times } from './support/scale.js';

const LINKING = '/v1/platform-linking';
const ROUNDS = times('ROUNDS', { short: 200, long: 5_000 });

interface Problem {
  readonly code?: string;
  readonly linked_to_me?: boolean;
}

describe('linking through two replicas', () => {
  let world: World;
  let other: World;
  let service: Client;
  let people: Human[];

  beforeAll(async () => {
    world = await startWorld({
      LINK_TOKENS_PER_MINUTE_PER_IDENTITY: '1000000',
      LINK_TOKENS_PER_MINUTE_PER_KEY: '1000000',
    });
    other = await world.replica();
    [people, { client: service }] = await Promise.all([givenPeople(world, 20), givenServiceKey(world)]);
  });
  afterEach(async () => expect(await linkingBreaches(world.db)).toEqual([]));
  afterAll(() => world.close());

  /** The same caller, talking to one replica or the other. */
  const at = (client: Client, number: number): Client => client.at(number % 2 === 0 ? world.url : other.url);
  const person = (number: number): Human => turnOf(people, number);
  const confirm = (number: number, token: string, headers = {}): Promise<Answer<Problem>> =>
    at(person(number).client, number).post<Problem>(`${LINKING}/tokens/${token}/confirm`, undefined, headers);
  const linksOf = async ({ platform, platform_user_id: id }: Identity): Promise<number> => {
    const links = 'SELECT FROM platform_links WHERE platform = $1 AND platform_user_id = $2';
    return (await world.db.query(links, [platform, id])).rowCount ?? 0;
  };

  it('lets one of 200 concurrent confirms by 20 people win, and refuses the others', async () => {
    const asked = await givenLinkToken(world, service);
    const answers = await many(200, (number) => confirm(number, asked.token));
    const tally = tallyOf(answers);
    report('200 confirms of one token', tally);
    expect(tally['200']).toBe(1);
    expect(unexpectedIn(tally, [200, 409, 410])).toEqual([]);
    expect(await linksOf(asked)).toBe(1);
  });

  it('keeps one open token however many are asked for at once: the newest', async () => {
    const whose = identity();
    const answers = await many(100, (number) =>
      at(service, number).post<{ token: string }>(`${LINKING}/tokens`, whose),
    );
    expect(tallyOf(answers)).toEqual({ 200: 100 });
    const { rows } = await world.db.query<{ hash: string }>(
      `SELECT encode(token_hash, 'hex') AS hash FROM link_tokens WHERE platform_user_id = $1 AND open`,
      [whose.platform_user_id],
    );
    expect(rows).toHaveLength(1);

    const statuses = await many(100, async (number) => {
      const token = answers[number]?.body.token ?? '';
      const { body } = await at(service, number).get<{ status: string }>(`${LINKING}/tokens/${token}/status`);
      return { token, status: body.status };
    });
    const pending = statuses.filter(({ status }) => status === 'pending');
    expect(pending).toHaveLength(1);
    expect(statuses.filter(({ status }) => status === 'expired')).toHaveLength(99);
    const superseded = statuses.find(({ status }) => status === 'expired')?.token ?? '';
    expect(await confirm(0, superseded)).toMatchObject({ status: 410, body: { code: 'link_token_expired' } });
    expect((await confirm(0, pending[0]?.token ?? '')).status).toBe(200);
  });

  it(
    'stays whole while asking, confirming and unlinking race for one identity',
    async () => {
      const whose = identity();
      const answers: Answer<unknown>[] = [];
      const link = async (number: number): Promise<void> => {
        const asked = await at(service, number).post<{ token?: string }>(`${LINKING}/tokens`, whose);
        answers.push(asked);
        if (asked.body.token !== undefined) answers.push(await confirm(number, asked.body.token));
      };
      const unlink = async (number: number): Promise<void> => {
        const client = at(person(number).client, number + 1);
        const links = await client.get<{ id: string }[]>(`${LINKING}/links`);
        answers.push(...(await Promise.all(links.body.map(({ id }) => client.delete(`${LINKING}/links/${id}`)))));
      };
      for (let round = 0; round < ROUNDS; round++) {
        await Promise.all([link(0), link(1), unlink(0), unlink(1), link(round % 2)]);
        expect(await linksOf(whose)).toBeLessThanOrEqual(1);
      }
      const tally = tallyOf(answers);
      report(`${ROUNDS} rounds of asking, confirming, unlinking`, tally);
      expect(unexpectedIn(tally, [200, 404, 409, 410])).toEqual([]);
      expect(tally['200']).toBeGreaterThan(ROUNDS);
    },
    30_000 + ROUNDS * 150,
  );

  it('answers 50 concurrent repeats of one confirm alike, and acts once', async () => {
    const asked = await givenLinkToken(world, service);
    const key = { 'idempotency-key': randomUUID() };
    const answers = await many(50, (number) =>
      at(person(0).client, number).post(`${LINKING}/tokens/${asked.token}/confirm`, undefined, key),
    );
    expect(tallyOf(answers)).toEqual({ 200: 50 });
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(49);
    expect(await linksOf(asked)).toBe(1);
    const without = await confirm(0, asked.token);
    expect(without).toMatchObject({ status: 410, body: { code: 'link_token_used', linked_to_me: true } });
    const stranger = await confirm(1, asked.token);
    expect(stranger).toMatchObject({ status: 410, body: { code: 'link_token_used' } });
    expect(stranger.body.linked_to_me).toBeUndefined();
  });

  it.each([
    ['with', { 'idempotency-key': randomUUID() }, { status: 200 }],
    ['without', {}, { status: 410, body: { code: 'link_token_used', linked_to_me: true } }],
  ])(
    'tells a caller who hung up before the answer, %s an Idempotency-Key, that it worked',
    async (_, key, expected) => {
      const asked = await givenLinkToken(world, service);
      const connection = await RawConnection.to(world.url);
      const headers = { ...key, authorization: `Bearer ${person(0).accessToken}`, 'content-length': '0' };
      const lines = Object.entries(headers).map((header) => header.join(': '));
      connection.say(head(`POST ${LINKING}/tokens/${asked.token}/confirm HTTP/1.1`, ...lines));
      await eventually(async () => (await linksOf(asked)) === 1);
      connection.hangUp();
      expect(
        await person(0).client.at(other.url).post(`${LINKING}/tokens/${asked.token}/confirm`, undefined, key),
      ).toMatchObject(expected);
    },
  );

  it('refuses the key of an earlier call with another body', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const [first, second] = [identity(), identity()];
    const token = await service.post(`${LINKING}/tokens`, first, key);
    expect(await at(service, 1).post(`${LINKING}/tokens`, first, key)).toMatchObject({ status: 200, body: token.body });
    const reused = await at(service, 1).post<Problem>(`${LINKING}/tokens`, second, key);
    expect(reused).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });

  it('does not burn a token by refusing its confirm', async () => {
    const asked = await givenLinkToken(world, service);
    // Behind the program's back, as nothing it does can link an identity that has an open token.
    const insert = `INSERT INTO platform_links (id, platform, platform_user_id, user_id, proof) VALUES ($1, $2, $3, $4, 'none')`;
    await world.db.query(insert, [randomUUID(), asked.platform, asked.platform_user_id, person(1).id]);
    const refused = await many(20, (number) => confirm(number, asked.token));
    expect(tallyOf(refused)).toEqual({ 409: 20 });
    await world.db.query('DELETE FROM platform_links WHERE platform_user_id = $1', [asked.platform_user_id]);
    expect((await confirm(0, asked.token)).status).toBe(200);
  });
});
