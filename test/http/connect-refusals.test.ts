import {
  approved,
  BOTS_AT,
  CHANNELS_AT,
  connect,
  somebody,
  startConnectedWorld,
  type ConnectedWorld,
  type Connection,
  type Place,
} from '../support/connecting.js';
import { givenToken } from '../support/given-bots.js';
import { givenAdmin, givenHuman, type Human } from '../support/given.js';
import type { Platform } from '../support/platforms/platform.js';

const INVALID = { status: 400, body: { code: 'connect_state_invalid' } };

let place: ConnectedWorld;
let ada: Human;
let mallory: Human;
let twitch: Platform;

beforeAll(async () => {
  place = await startConnectedWorld({ PUBLIC_URL: 'http://localhost:3000' });
  [ada, mallory] = [await givenHuman(place.world), await givenHuman(place.world)];
  ({ twitch } = place.platforms);
});
afterAll(() => place.close());

const exchanges = (platform: Platform): number => platform.calls.filter(({ kind }) => kind === 'token').length;

const idsOf = async (human: Human, at: Place): Promise<string[]> =>
  (await human.client.get<Connection[]>(at)).body.map(({ id }) => id);

describe('a code', () => {
  it('that the platform does not take is 400, and the person begins anew', async () => {
    const { state } = await approved(ada.client, BOTS_AT, twitch, somebody(twitch));
    const refused = await ada.client.post(`${BOTS_AT}/twitch/exchange`, { code: 'made-up', state });
    expect(refused).toMatchObject({ status: 400, body: { code: 'connect_code_refused' } });
  });

  it('of another flow fails for want of its verifier, where the platform takes PKCE', async () => {
    const { kick } = place.platforms;
    const [one, other] = [
      await approved(ada.client, BOTS_AT, kick, somebody(kick)),
      await approved(ada.client, BOTS_AT, kick, somebody(kick)),
    ];
    const injected = { code: other.code, state: one.state };
    expect(await ada.client.post(`${BOTS_AT}/kick/exchange`, injected)).toMatchObject({
      status: 400,
      body: { code: 'connect_code_refused' },
    });
    for (const returned of [one, other]) expect(new URL(returned.url).searchParams.get('code_verifier')).toBeNull();
    expect(
      (await place.world.db.query('SELECT 1 FROM connect_states WHERE verifier IS NULL AND platform = $1', ['kick']))
        .rows,
    ).toEqual([]);
  });

  it('with the issuer of somebody else never leaves', async () => {
    const { youtube } = place.platforms;
    const { code, state } = await approved(ada.client, BOTS_AT, youtube, somebody(youtube));
    const sent = exchanges(youtube);
    const mixed = { code, state, iss: 'https://evil.example' };
    expect(await ada.client.post(`${BOTS_AT}/youtube/exchange`, mixed)).toMatchObject(INVALID);
    expect(exchanges(youtube)).toBe(sent);
  });

  it('that the platform cannot exchange now is 502, with nothing stored', async () => {
    for (const fault of [
      { status: 500 },
      { how: 'html' as const },
      { status: 403, body: { status: 403, message: 'invalid client secret' } },
    ]) {
      const { code, state } = await approved(mallory.client, BOTS_AT, twitch, somebody(twitch));
      twitch.knobs.fail({ on: 'token', ...fault });
      expect((await mallory.client.post(`${BOTS_AT}/twitch/exchange`, { code, state })).status).toBe(502);
    }
    expect(await idsOf(mallory, BOTS_AT)).toEqual([]);
  });
});

describe('the own channel', () => {
  it('is no bot: neither after the channel was connected, nor before', async () => {
    const refused = { status: 409, body: { code: 'own_channel_as_bot' } };
    for (const [first, second] of [
      [CHANNELS_AT, BOTS_AT],
      [BOTS_AT, CHANNELS_AT],
    ] as const) {
      const [grace, person] = [await givenHuman(place.world), somebody(twitch)];
      expect((await connect(grace.client, first, twitch, person)).status).toBe(201);
      expect(await connect(grace.client, second, twitch, person)).toMatchObject(refused);
      expect(await idsOf(grace, second)).toEqual([]);
    }
  });
});

describe('a switched off platform', () => {
  it('takes nothing new, and keeps what is there', async () => {
    const admin = await givenAdmin(place.world);
    const { kick } = place.platforms;
    const grace = await givenHuman(place.world);
    await connect(grace.client, BOTS_AT, kick, somebody(kick));
    const { code, state } = await approved(mallory.client, BOTS_AT, kick, somebody(kick));
    await admin.put('/v1/admin/providers/kick', { bot_enabled: false });
    const blocked = { status: 403, body: { code: 'platform_blocks_new' } };
    expect(await mallory.client.get(`${BOTS_AT}/kick/authorize`)).toMatchObject(blocked);
    expect(await mallory.client.post(`${BOTS_AT}/kick/exchange`, { code, state })).toMatchObject(blocked);
    expect((await mallory.client.get(`${CHANNELS_AT}/kick/authorize`)).status).toBe(200);
    expect((await grace.client.get<Connection[]>(BOTS_AT)).body).toMatchObject([
      { platform: 'kick', status: 'active' },
    ]);
    await admin.put('/v1/admin/providers/kick', { bot_enabled: true, use: 'stop_all' });
    expect(await mallory.client.get(`${BOTS_AT}/kick/authorize`)).toMatchObject({
      status: 409,
      body: { code: 'platform_off' },
    });
    await admin.put('/v1/admin/providers/kick', { use: 'allowed' });
  });
});

it('API tokens connect with their permission alone', async () => {
  const reader = await givenToken(place.world, ada, { permissions: { 'bot-connections': ['read'] } });
  const maker = await givenToken(place.world, ada, { permissions: { 'bot-connections': ['create'] } });
  expect(await reader.client.get(`${BOTS_AT}/twitch/authorize`)).toMatchObject({
    status: 403,
    body: { code: 'scope_missing' },
  });
  const { code, state } = await approved(maker.client, BOTS_AT, twitch, somebody(twitch));
  expect((await maker.client.post(`${BOTS_AT}/twitch/exchange`, { code, state })).status).toBe(201);
});
