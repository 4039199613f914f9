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
  type Connection,
} from '../support/connecting.js';
import { givenToken } from '../support/given-bots.js';
import { givenAdmin, givenHuman, signIn, type Human } from '../support/given.js';
import type { Platform } from '../support/platforms/platform.js';
import type { Returned } from '../support/platforms/visitor.js';

const OURS = 'http://localhost:3000';

let place: ConnectedWorld;
let ada: Human;
let kick: Platform;

beforeAll(async () => {
  place = await startConnectedWorld();
  ada = await givenHuman(place.world);
  ({ kick } = place.platforms);
});
afterAll(() => place.close());

/** Began in a browser, and approved there. */
async function inBrowser(
  human: Human,
  path = `${BOTS_AT}/kick/authorize`,
): Promise<{ back: Returned; cookie: string }> {
  const begun = await human.client.get<Begun>(path);
  expect(begun.status).toBe(200);
  return { back: await kick.approve(begun.body.url, somebody(kick)), cookie: cookieOf(begun) };
}

const bots = async (human: Human): Promise<Connection[]> => (await human.client.get<Connection[]>(BOTS_AT)).body;
const exchanges = (): number => kick.calls.filter(({ kind }) => kind === 'token').length;

describe('a browser that comes back', () => {
  it('is connected, and led to the console with a word', async () => {
    const { back, cookie } = await inBrowser(ada);
    const landed = await comeBack(place.world, back, cookie);
    expect(landed.href).toBe(`${OURS}/connections?result=connected&platform=kick&kind=bot`);
    expect(await bots(ada)).toMatchObject([{ platform: 'kick', status: 'active', connected_by: ada.id }]);
    const { rows } = await place.world.db.query(
      `SELECT actor_id, actor_kind, token_id FROM audit_events WHERE action = 'bot_connection.connected' AND actor_id = $1`,
      [ada.id],
    );
    expect(rows).toEqual([{ actor_id: ada.id, actor_kind: 'human', token_id: expect.any(String) as string }]);
    expect((await comeBack(place.world, back, cookie)).searchParams.get('result')).toBe('connect_state_invalid');
  });

  it('connects a channel, and the global bot for a system admin', async () => {
    const channel = await inBrowser(ada, `${CHANNELS_AT}/kick/authorize`);
    const landed = await comeBack(place.world, channel.back, channel.cookie);
    expect(landed.href).toBe(`${OURS}/connections?result=connected&platform=kick&kind=channel`);
    const admin = { ...ada, client: await givenAdmin(place.world) };
    const global = await inBrowser(admin, `${GLOBAL_AT}/kick/authorize`);
    const there = await comeBack(place.world, global.back, global.cookie);
    expect(there.href).toBe(`${OURS}/admin/global-bots?result=connected&platform=kick&kind=bot`);
    expect((await admin.client.get(`${GLOBAL_AT}/kick`)).status).toBe(200);
  });

  it('may have several connections under way', async () => {
    const grace = await givenHuman(place.world);
    const first = await inBrowser(grace);
    const begun = await grace.client.with({ cookie: first.cookie }).get<Begun>(`${CHANNELS_AT}/kick/authorize`);
    expect(cookieOf(begun)).toBe(first.cookie);
    const second = await kick.approve(begun.body.url, somebody(kick));
    for (const back of [second, first.back])
      expect((await comeBack(place.world, back, first.cookie)).searchParams.get('result')).toBe('connected');
  });

  it('is told when the person did not allow it; the state is over then', async () => {
    const begun = await ada.client.get<Begun>(`${BOTS_AT}/kick/authorize`);
    const denied = await kick.deny(begun.body.url);
    const landed = await comeBack(place.world, denied, cookieOf(begun));
    expect(landed.searchParams.get('result')).toBe('connect_denied');
    const late = await ada.client.post(`${BOTS_AT}/kick/exchange`, { code: 'x', state: denied.state });
    expect(late).toMatchObject({ status: 400, body: { code: 'connect_state_invalid' } });
  });

  it('is not told what the platform wrote', async () => {
    const { back, cookie } = await inBrowser(ada);
    kick.knobs.fail({ on: 'token', status: 400, body: { error: 'invalid_grant', error_description: 'code-is-Zq9' } });
    const landed = await comeBack(place.world, back, cookie);
    expect(landed.href).toBe(`${OURS}/connections?result=connect_code_refused&platform=kick&kind=bot`);
  });
});

describe('a browser that is not the one', () => {
  it('with no cookie, or another one, connects nothing, and the code never leaves', async () => {
    const mallory = await givenHuman(place.world);
    const { back } = await inBrowser(mallory);
    const victim = await inBrowser(ada);
    const sent = exchanges();
    for (const cookie of [null, victim.cookie, 'us_connect=', `us_connect=${'A'.repeat(43)}`]) {
      const landed = await comeBack(place.world, back, cookie);
      expect(landed.href).toBe(`${OURS}/connections?result=connect_state_invalid&platform=kick&kind=bot`);
    }
    expect(exchanges()).toBe(sent);
    expect(await bots(mallory)).toEqual([]);
  });

  it('cannot end what a program began; the program can', async () => {
    const { client } = await givenToken(place.world, ada, { permissions: { 'bot-connections': ['create'] } });
    const begun = await client.get<Begun>(`${BOTS_AT}/kick/authorize`);
    expect(begun.headers.get('set-cookie')).toBeNull();
    const back = await kick.approve(begun.body.url, somebody(kick));
    const browser = await inBrowser(ada);
    const landed = await comeBack(place.world, back, browser.cookie);
    expect(landed.searchParams.get('result')).toBe('connect_state_invalid');
    const { code, state } = back;
    expect((await client.post(`${BOTS_AT}/kick/exchange`, { code, state })).status).toBe(201);
  });

  it('comes to the callback of another platform or kind in vain', async () => {
    const { back, cookie } = await inBrowser(ada);
    for (const path of ['/v1/oauth/youtube/bot/callback', '/v1/oauth/kick/channel/callback']) {
      const moved = new URL(back.url);
      moved.pathname = path;
      const landed = await comeBack(place.world, { url: moved.href }, cookie);
      expect(landed.searchParams.get('result')).toBe('connect_state_invalid');
    }
    expect((await comeBack(place.world, back, cookie)).searchParams.get('result')).toBe('connected');
  });
});

describe('where a browser is led to', () => {
  it('is always ours, whatever it came with', async () => {
    const { cookie } = await inBrowser(ada);
    for (const query of [
      'state=//evil.example&code=x',
      'state=x&code=x&return_to=https://evil.example',
      'error=access_denied&error_uri=https://evil.example&state=x',
      'code=x&code=y&state=x&state=y',
      'state=%0d%0alocation:%20https://evil.example&code=%00',
      '',
    ]) {
      const url = `${OURS}/v1/oauth/kick/bot/callback?${query}`;
      const landed = await comeBack(place.world, { url }, cookie);
      expect(landed.href).toBe(`${OURS}/connections?result=connect_state_invalid&platform=kick&kind=bot`);
    }
  });

  it('is the same from the path of the original system', async () => {
    const { twitch } = place.platforms;
    const begun = await ada.client.get<Begun>(`${BOTS_AT}/twitch/authorize`);
    const { searchParams } = new URL((await twitch.approve(begun.body.url, somebody(twitch))).url);
    const url = `${OURS}/twitch-bot-callback?${searchParams.toString()}`;
    const landed = await comeBack(place.world, { url }, cookieOf(begun));
    expect(landed.href).toBe(`${OURS}/connections?result=connected&platform=twitch&kind=bot`);
  });

  it('is under https behind a cookie that no neighbour can set', async () => {
    const secure = await place.world.replica({ PUBLIC_URL: 'https://understudy.example.org' });
    const { client } = await signIn(secure, ada.username, ada.password);
    const begun = await client.get<Begun>(`${BOTS_AT}/kick/authorize`);
    expect(begun.headers.get('set-cookie')).toMatch(
      /^__Host-us_connect=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const asked = new URL(begun.body.url).searchParams;
    expect(asked.get('redirect_uri')).toBe('https://understudy.example.org/v1/oauth/kick/bot/callback');
    expect([asked.get('code_challenge_method'), asked.get('code_challenge')?.length]).toEqual(['S256', 43]);
  });
});

it('the whole way leaves no code, state, verifier or token in the log', async () => {
  const person = somebody(kick);
  const { code, state } = await approved(ada.client, BOTS_AT, kick, person);
  await ada.client.post(`${BOTS_AT}/kick/exchange`, { code, state });
  const { back, cookie } = await inBrowser(ada);
  await comeBack(place.world, back, cookie);
  const logs = place.world.logs();
  const parts = [code, state, back.code, back.state, cookie.split('=')[1]];
  for (const secret of [...parts, ...kick.tokens.liveAccess(person), kick.tokens.currentRefresh(person)]) {
    expect(secret).toEqual(expect.any(String));
    expect(logs).not.toContain(secret);
  }
});
