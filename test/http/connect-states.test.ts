import {
  approved,
  BOTS_AT,
  CHANNELS_AT,
  comeBack,
  cookieOf,
  GLOBAL_AT,
  somebody,
  startConnectedWorld,
  type Begun,
  type ConnectedWorld,
  type Place,
} from '../support/connecting.js';
import { eventually } from '../support/eventually.js';
import { givenMember } from '../support/given-bots.js';
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

describe('a state', () => {
  it('is taken once: a replay is refused, and changes nothing', async () => {
    const { code, state } = await approved(ada.client, BOTS_AT, twitch, somebody(twitch));
    expect((await ada.client.post(`${BOTS_AT}/twitch/exchange`, { code, state })).status).toBe(201);
    const [sent, before] = [exchanges(twitch), await ada.client.get(BOTS_AT)];
    expect(await ada.client.post(`${BOTS_AT}/twitch/exchange`, { code, state })).toMatchObject(INVALID);
    expect(exchanges(twitch)).toBe(sent);
    expect((await ada.client.get(BOTS_AT)).body).toEqual(before.body);
  });

  it('is over after ten minutes, by the clock of the database', async () => {
    const { code, state } = await approved(ada.client, BOTS_AT, twitch, somebody(twitch));
    await place.world.db.query(`UPDATE connect_states SET expires_at = now() - interval '1 second'`);
    const sent = exchanges(twitch);
    expect(await ada.client.post(`${BOTS_AT}/twitch/exchange`, { code, state })).toMatchObject(INVALID);
    expect(exchanges(twitch)).toBe(sent);
    const { rows } = await place.world.db.query<{ minutes: number }>(
      `SELECT round(extract(epoch FROM expires_at - created_at) / 60)::int AS minutes FROM connect_states
       WHERE expires_at > now()`,
    );
    const begun = await ada.client.get<Begun>(`${BOTS_AT}/twitch/authorize`);
    expect(rows.every(({ minutes }) => minutes === 10)).toBe(true);
    expect(Date.parse(begun.body.expires_at) - Date.now()).toBeLessThanOrEqual(600_500);
  });

  it.each<[string, string, Place, Place, () => Human]>([
    ['of another person', 'twitch', BOTS_AT, BOTS_AT, () => mallory],
    ['of a channel', 'twitch', CHANNELS_AT, BOTS_AT, () => ada],
    ['of a bot', 'twitch', BOTS_AT, CHANNELS_AT, () => ada],
    ['of another platform', 'kick', BOTS_AT, BOTS_AT, () => ada],
  ])('%s is refused, and its owner may go on', async (_what, name, from, to, who) => {
    const { code, state } = await approved(ada.client, from, twitch, somebody(twitch));
    const other = place.platforms[name as 'kick'];
    const sent = exchanges(other);
    expect(await who().client.post(`${to}/${name}/exchange`, { code, state })).toMatchObject(INVALID);
    expect(exchanges(other)).toBe(sent);
    expect((await ada.client.post(`${from}/twitch/exchange`, { code, state })).status).toBe(201);
    expect((await ada.client.delete(`${from}/twitch`)).status).toBe(204);
  });

  it('is of one account, also for whoever may connect in both', async () => {
    const second = (await ada.client.post<{ id: string }>('/v1/accounts', { name: 'Second' })).body.id;
    const { code, state } = await approved(ada.client, BOTS_AT, twitch, somebody(twitch));
    const there = ada.client.with({ 'x-account-id': second });
    expect(await there.post(`${BOTS_AT}/twitch/exchange`, { code, state })).toMatchObject(INVALID);
    expect((await there.get(BOTS_AT)).body).toEqual([]);
  });

  it('of the global bot is for the global bot alone, and the other way round', async () => {
    const admin = await givenAdmin(place.world);
    const global = await approved(admin, GLOBAL_AT, twitch, somebody(twitch));
    const { code, state } = global;
    expect(await admin.post(`${BOTS_AT}/twitch/exchange`, { code, state })).toMatchObject(INVALID);
    const own = await approved(admin, BOTS_AT, twitch, somebody(twitch));
    const swapped = { code: own.code, state: own.state };
    expect(await admin.post(`${GLOBAL_AT}/twitch/exchange`, swapped)).toMatchObject(INVALID);
  });

  it('of somebody who was disabled meanwhile connects nothing', async () => {
    const admin = await givenAdmin(place.world);
    const grace = await givenHuman(place.world);
    const begun = await grace.client.get<Begun>(`${BOTS_AT}/twitch/authorize`);
    const returned = await twitch.approve(begun.body.url, somebody(twitch));
    await admin.patch(`/v1/admin/users/${grace.id}`, { status: 'disabled' });
    const sent = exchanges(twitch);
    const landed = await comeBack(place.world, returned, cookieOf(begun));
    expect(landed.searchParams.get('result')).toBe('connect_state_invalid');
    expect(exchanges(twitch)).toBe(sent);
  });

  it('that is nonsense is refused', async () => {
    for (const state of ['x', 'A'.repeat(43), `${'A'.repeat(42)}\u0000`.slice(0, 42), "' OR 1=1 --"]) {
      expect(await ada.client.post(`${BOTS_AT}/twitch/exchange`, { code: 'x', state })).toMatchObject(INVALID);
    }
  });
});

it('who lost the role while at the platform connects nothing, and the platform is told', async () => {
  const grace = await givenHuman(place.world);
  const account = (await ada.client.post<{ id: string }>('/v1/accounts', { name: 'Shared' })).body.id;
  await givenMember(ada, account, grace.id, 'admin');
  const there = grace.client.with({ 'x-account-id': account });
  const begun = await there.get<Begun>(`${BOTS_AT}/kick/authorize`);
  const person = somebody(place.platforms.kick);
  const returned = await place.platforms.kick.approve(begun.body.url, person);
  await givenMember(ada, account, grace.id, 'moderator');
  const landed = await comeBack(place.world, returned, cookieOf(begun));
  expect(landed.searchParams.get('result')).toBe('permission_missing');
  expect((await ada.client.with({ 'x-account-id': account }).get(BOTS_AT)).body).toEqual([]);
  await eventually(() =>
    place.platforms.kick.calls.some(({ kind, actedAs }) => kind === 'revoke' && actedAs === person.login),
  );
  expect(place.platforms.kick.tokens.liveAccess(person)).toEqual([]);
});
