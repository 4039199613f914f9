import { Client } from '../support/client.js';
import {
  givenAdmin,
  givenHuman,
  givenLinkToken,
  givenServiceKey,
  identity,
  type Human,
  type Identity,
} from '../support/given.js';
import { startWorld, type World } from '../support/world.js';
import { many, tallyOf, turnOf, unexpectedIn } from './support/crowd.js';
import { linkingBreaches } from './support/linking-invariants.js';
import { report, times } from './support/scale.js';

const LINKING = '/v1/platform-linking';
const UNLINKS = times('UNLINKS', { short: 200, long: 2_000 });

describe('two replicas on one database', () => {
  let world: World;
  let replicas: readonly World[];
  let service: Client;
  let admin: Client;

  beforeAll(async () => {
    world = await startWorld({
      LINK_TOKENS_PER_MINUTE_PER_IDENTITY: '1000000',
      LINK_TOKENS_PER_MINUTE_PER_KEY: '1000000',
    });
    replicas = [world, await world.replica()];
    service = (await givenServiceKey(world)).client;
    admin = await givenAdmin(world);
  });
  afterEach(async () => expect(await linkingBreaches(world.db)).toEqual([]));
  afterAll(() => world.close());

  /** The same caller, talking to one replica or the other. */
  const at = (client: Client, number: number): Client => client.at(turnOf(replicas, number).url);
  const resolve = (whose: Identity, number: number, by = service): Promise<{ status: number; body: Resolved }> =>
    at(by, number).post<Resolved>(`${LINKING}/resolve`, {
      platform: whose.platform,
      platform_user_id: whose.platform_user_id,
    });

  it(
    'see each unlink and each link of the other in the very next resolve',
    async () => {
      const { id: userId, client } = await givenHuman(world);
      const whose = identity();
      const late: string[] = [];
      for (let round = 0; round < UNLINKS; round++) {
        const asked = await givenLinkToken(world, at(service, round), whose);
        await at(client, round).post(`${LINKING}/tokens/${asked.token}/confirm`);
        const linked = await many(2, (number) => resolve(whose, number));
        if (linked.some(({ body }) => body.user_id !== userId)) late.push(`link ${round}`);
        const [link] = (await at(client, round).get<{ id: string }[]>(`${LINKING}/links`)).body;
        await at(client, round).delete(`${LINKING}/links/${link?.id ?? ''}`);
        const unlinked = await many(2, (number) => resolve(whose, number));
        if (unlinked.some(({ body }) => body.linked)) late.push(`unlink ${round}`);
      }
      report('link and unlink seen by the other replica', { rounds: UNLINKS, late: late.length });
      expect(late).toEqual([]);
    },
    30_000 + UNLINKS * 150,
  );

  it('refuse a service key in the very next call after it was revoked at the other one', async () => {
    const outcomes: string[] = [];
    for (let round = 0; round < 20; round++) {
      const { id, client: doomed } = await givenServiceKey(world);
      const before = await many(2, (number) => resolve(identity(), number, doomed));
      await at(admin, round).delete(`/v1/admin/service-keys/${id}`);
      const after = await many(4, (number) => resolve(identity(), round + number + 1, doomed));
      outcomes.push(`${statusesOf(before)} ${statusesOf(after)}`);
    }
    expect(new Set(outcomes)).toEqual(new Set(['200,200 401,401,401,401']));
  });

  it('refuse a service key that expired, and the old secret of one that was rotated without overlap', async () => {
    const { id, client: expired } = await givenServiceKey(world);
    expect(statusesOf(await many(2, (number) => resolve(identity(), number, expired)))).toBe('200,200');
    await world.db.query('UPDATE machine_keys SET expires_at = now() WHERE id = $1', [id]);
    expect(statusesOf(await many(2, (number) => resolve(identity(), number, expired)))).toBe('401,401');

    const { id: rotatedId, client: old } = await givenServiceKey(world);
    const rotated = await admin.post<{ key: string }>(`/v1/admin/service-keys/${rotatedId}/rotate`, {
      overlap_seconds: 0,
    });
    const fresh = new Client(world.url, { 'x-bot-api-key': rotated.body.key });
    expect(statusesOf(await many(2, (number) => resolve(identity(), number, old)))).toBe('401,401');
    expect(statusesOf(await many(2, (number) => resolve(identity(), number, fresh)))).toBe('200,200');
  });

  it('count five wrong codes however many come at once, and then not even the right one links', async () => {
    const { client: careful } = await givenServiceKey(world, { proof: 'code' });
    const { client: person } = await givenHuman(world);
    const asked = await givenLinkToken(world, careful);
    const { code = '' } = (await person.post<{ code?: string }>(`${LINKING}/tokens/${asked.token}/confirm`)).body;
    const proof = { platform_user_id: asked.platform_user_id, code };
    const wrong = { ...proof, code: code === '000000' ? '000001' : '000000' };
    const prove = (number: number, body: typeof proof): Promise<{ status: number; body: { tries_left?: number } }> =>
      at(careful, number).post(`${LINKING}/tokens/${asked.token}/proof`, body);

    const answers = await many(50, (number) => prove(number, wrong));
    expect(tallyOf(answers)).toEqual({ 403: 5, 410: 45 });
    const left = answers.flatMap(({ body }) => (body.tries_left === undefined ? [] : [body.tries_left]));
    expect(left.sort()).toEqual([0, 1, 2, 3, 4]);
    expect(await prove(0, proof)).toMatchObject({ status: 410, body: { code: 'link_token_expired' } });
    expect((await resolve(asked, 0)).body.linked).toBe(false);
    const { rows } = await world.db.query('SELECT state, wrong_codes FROM link_tokens WHERE platform_user_id = $1', [
      asked.platform_user_id,
    ]);
    expect(rows).toEqual([{ state: 'exhausted', wrong_codes: 5 }]);
  });

  it('leave nothing behind when somebody is deleted while confirming', async () => {
    const statuses: { status: number }[] = [];
    for (let round = 0; round < 20; round++) {
      const leaving = await givenHuman(world);
      const asked = await many(6, () => givenLinkToken(world, service));
      const confirms = asked.map(({ token }, number) =>
        at(leaving.client, number).post(`${LINKING}/tokens/${token}/confirm`),
      );
      const [removal, ...answers] = await Promise.all([leave(leaving, round), ...confirms]);
      expect(removal.status).toBe(204);
      statuses.push(...answers);
      const owners = await Promise.all(asked.map((whose, number) => resolve(whose, number)));
      expect(owners.filter(({ body }) => body.linked)).toEqual([]);
    }
    const tally = tallyOf(statuses);
    report('20 people deleted while confirming', tally);
    expect(unexpectedIn(tally, [200, 401, 410])).toEqual([]);
  });

  const leave = (person: Human, number: number): Promise<{ status: number }> =>
    at(person.client, number).delete('/v1/me');
});

interface Resolved {
  readonly linked: boolean;
  readonly user_id: string | null;
}

const statusesOf = (answers: readonly { status: number }[]): string => answers.map(({ status }) => status).join(',');
