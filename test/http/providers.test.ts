import { ProviderApplications } from '../../src/modules/providers/index.js';
import { Client } from '../support/client.js';
import { givenAdmin, givenHuman, unique } from '../support/given.js';
import { startWorld, type World } from '../support/world.js';

interface Provider {
  readonly platform: string;
  readonly source: string;
  readonly client_id: string | null;
  readonly use: string;
  readonly bot_enabled: boolean;
}

const KICK = '/v1/admin/providers/kick';

let world: World;
let other: World;
let admin: Client;

beforeAll(async () => {
  world = await startWorld({
    PROVIDER_TWITCH_CLIENT_ID: 'twitch-of-the-environment',
    PROVIDER_TWITCH_CLIENT_SECRET: 'a secret of the environment',
    PROVIDER_TWITCH_TOKEN_URL: 'http://127.0.0.1:9/token',
  });
  other = await world.replica();
  admin = await givenAdmin(world);
});
afterAll(() => world.close());

const offered = async (type: string): Promise<string[]> => {
  const { body } = await new Client(world.url).get<{ platform: string }[]>(`/v1/providers/enabled?type=${type}`);
  return body.map(({ platform }) => platform);
};

describe('the application of a platform', () => {
  it('is that of the environment until an admin stores another, and again when it is forgotten', async () => {
    const path = '/v1/admin/providers/twitch';
    const applications = other.app.get(ProviderApplications);
    expect((await admin.get(path)).body).toMatchObject({
      source: 'environment',
      client_id: 'twitch-of-the-environment',
    });
    expect(await applications.require('twitch')).toMatchObject({
      clientSecret: 'a secret of the environment',
      endpoints: {
        tokenUrl: 'http://127.0.0.1:9/token',
        refreshUrl: 'http://127.0.0.1:9/token',
        apiUrl: 'https://api.twitch.tv/helix',
      },
    });
    const stored = await admin.put(path, { client_id: 'stored', client_secret: 'a stored secret' });
    expect(stored).toMatchObject({ status: 200, body: { source: 'stored', client_id: 'stored' } });
    expect(await applications.of('twitch')).toMatchObject({ clientId: 'stored', clientSecret: 'a stored secret' });
    await admin.put(path, { client_id: null });
    expect(await applications.of('twitch')).toMatchObject({ clientId: 'twitch-of-the-environment' });
  });

  it('is missing where nobody configured it, and Discord needs none', async () => {
    const applications = world.app.get(ProviderApplications);
    expect(await applications.of('youtube')).toBeNull();
    await expect(applications.require('youtube')).rejects.toMatchObject({ code: 'provider_not_configured' });
    expect(await applications.require('discord')).toMatchObject({ clientId: '', clientSecret: '' });
  });

  it('has a secret that is written, sealed, and shown nowhere', async () => {
    const secret = unique('hunter');
    const written = await admin.put(KICK, { client_id: 'kick-app', client_secret: secret });
    const rotated = await admin.put(KICK, { client_secret: `${secret}-2` });
    const seen = [written, rotated, await admin.get(KICK), await admin.get('/v1/admin/providers')];
    expect(JSON.stringify(seen.map(({ body }) => body))).not.toContain(secret);
    expect(world.logs() + other.logs()).not.toContain(secret);
    const { rows } = await world.db.query<{ row: string }>(
      `SELECT s::text AS row FROM provider_settings s UNION ALL SELECT a::text FROM audit_events a`,
    );
    expect(rows.filter(({ row }) => row.includes(secret))).toEqual([]);
    expect(await other.app.get(ProviderApplications).of('kick')).toMatchObject({ clientSecret: `${secret}-2` });
  });

  it('is a pair: a secret is not kept for another id', async () => {
    for (const body of [{ client_id: 'another' }, { client_id: null, client_secret: 'x' }]) {
      expect((await admin.put(KICK, body)).body).toMatchObject({ code: 'request_invalid' });
    }
    expect((await admin.put('/v1/admin/providers/youtube', { client_secret: 'x' })).status).toBe(422);
    expect((await admin.put(KICK, { client_id: 'kick-app' })).body).toMatchObject({ client_id: 'kick-app' });
  });

  it('is not replaced by that of the environment when its key is gone, and opens at no other platform', async () => {
    await admin.put('/v1/admin/providers/twitch', { client_id: 'sealed', client_secret: 'sealed' });
    await world.db.query(
      `UPDATE provider_settings SET client_secret = (SELECT client_secret FROM provider_settings WHERE platform = 'kick')
       WHERE platform = 'twitch'`,
    );
    expect(await other.app.get(ProviderApplications).of('twitch')).toBeNull();
    expect((await admin.get('/v1/admin/providers/twitch')).body).toMatchObject({
      source: 'unreadable',
      client_id: 'sealed',
    });
    expect(await offered('bot')).not.toContain('twitch');
    await admin.put('/v1/admin/providers/twitch', { client_id: null });
  });
});

describe('the settings of platforms', () => {
  it('are seen and set by system admins alone', async () => {
    const { client } = await givenHuman(world);
    for (const path of ['/v1/admin/providers', KICK]) expect((await client.get(path)).status).toBe(403);
    expect((await client.put(KICK, { use: 'stop_all' })).body).toMatchObject({ code: 'system_admin_required' });
    expect((await new Client(world.url).get(KICK)).status).toBe(401);
  });

  it('are those of five platforms, with Trovo closed to newcomers from the start', async () => {
    const { body } = await admin.get<Provider[]>('/v1/admin/providers');
    expect(body.map(({ platform, use }) => [platform, use])).toEqual([
      ['twitch', 'allowed'],
      ['youtube', 'allowed'],
      ['kick', 'allowed'],
      ['trovo', 'block_new'],
      ['discord', 'allowed'],
    ]);
  });

  it('refuse what they do not know', async () => {
    expect((await admin.put('/v1/admin/providers/myspace', {})).status).toBe(422);
    for (const body of [
      { use: 'maybe' },
      { bot_enabled: null },
      { token_url: 'https://evil.test' },
      { client_id: '' },
    ]) {
      expect((await admin.put(KICK, body)).status).toBe(422);
    }
    expect((await admin.put(KICK, { client_id: 'a', client_secret: 'with\nline break' })).status).toBe(422);
  });

  it('are changed once per Idempotency-Key, and recorded when something changed', async () => {
    const key = { 'idempotency-key': unique('key') };
    const change = { login_enabled: false, use: 'block_new' };
    const first = await admin.put(KICK, change, key);
    await admin.put(KICK, { login_enabled: true, use: 'allowed' });
    const again = await admin.put(KICK, change, key);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.body).toEqual(first.body);
    expect((await admin.get(KICK)).body).toMatchObject({ use: 'allowed' });
    await admin.put(KICK, { use: 'allowed' });
    const { rows } = await world.db.query<{ details: object }>(
      `SELECT details FROM audit_events WHERE action = 'provider.changed' AND target_id = 'kick' ORDER BY id DESC LIMIT 2`,
    );
    expect(rows.map(({ details }) => details)).toEqual([{ login_enabled: true, use: 'allowed' }, change]);
  });

  it('lose nothing when two admins change different things at once, on two replicas', async () => {
    for (let round = 0; round < 10; round++) {
      const on = round % 2 === 0;
      await Promise.all([
        admin.put(KICK, { bot_enabled: on }),
        admin.at(other.url).put(KICK, { channel_enabled: on }),
        admin.put(KICK, { login_enabled: on }),
      ]);
      const expected = { bot_enabled: on, channel_enabled: on, login_enabled: on };
      expect((await admin.get(KICK)).body).toMatchObject(expected);
    }
  });
});
