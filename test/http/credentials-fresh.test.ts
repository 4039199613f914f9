import { Credentials, FreshCredentials } from '../../src/modules/bot-connections/index.js';
import { Transactions } from '../../src/database/transactions.js';
import type { FreshCredential } from '../../src/modules/bot-connections/connection.types.js';
import { eventually } from '../support/eventually.js';
import {
  givenConnection,
  storedCredential,
  tamper,
  type GivenConnection,
  type Vault,
} from '../support/given-connections.js';
import { startPlatform, type Platform } from '../support/platforms/platform.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
let vault: Vault;
let replicas: readonly World[];
let kick: Platform;
let youtube: Platform;
let discord: Platform;

beforeAll(async () => {
  [kick, youtube, discord] = await Promise.all([
    startPlatform('kick'),
    startPlatform('youtube'),
    startPlatform('discord'),
  ]);
  world = await startWorld({ ...kick.environment(), ...youtube.environment(), ...discord.environment() });
  vault = { db: world.db, keys: world.config.keys };
  replicas = [world, await world.replica(), await world.replica()];
});
afterEach(() => kick.knobs.heal());
afterAll(() => Promise.all([world, kick, youtube, discord].map((one) => one.close())));

const freshOf = (at: World = world): FreshCredentials => at.app.get(FreshCredentials, { strict: false });
const refreshesOf = (platform: Platform, { refreshToken }: GivenConnection): number =>
  platform.calls.filter(({ kind, token }) => kind === 'refresh' && token === refreshToken).length;

describe('a credential that somebody needs', () => {
  it('is handed out without a question to the platform while it is valid', async () => {
    const given = await givenConnection(vault, kick);
    expect(await freshOf().of(given.ref)).toMatchObject({
      accessToken: given.accessToken,
      generation: 1,
      platform: 'kick',
      subjectId: given.person.id,
    });
    expect(refreshesOf(kick, given)).toBe(0);
  });

  it('is refreshed before it expires, and stored sealed as the next generation', async () => {
    const given = await givenConnection(vault, kick, { expiresIn: 20 });
    const fresh = await freshOf().of(given.ref);
    expect(fresh).toMatchObject({ generation: 2 });
    const stored = await storedCredential(vault, given);
    expect(stored).toMatchObject({
      access_token: fresh.accessToken,
      generation: 2,
      status: 'active',
      lease_owner: null,
    });
    expect(kick.tokens.isCurrent(stored.refresh_token ?? '')).toBe(true);
    expect(stored.expires_in).toBeGreaterThan(7100);
  });

  it('is exchanged once for two hundred callers at three replicas', async () => {
    const given = await givenConnection(vault, kick, { expiresIn: -10 });
    kick.knobs.latency(300);
    const all = await Promise.all(
      Array.from({ length: 200 }, (_, number) => freshOf(replicas[number % 3]).of(given.ref)),
    );
    expect(new Set(all.map(({ accessToken }) => accessToken)).size).toBe(1);
    expect(refreshesOf(kick, given)).toBe(1);
  });

  it('keeps its refresh token when the platform gives no new one', async () => {
    const given = await givenConnection(vault, youtube, { expiresIn: -10 });
    await freshOf().of(given.ref);
    expect(await storedCredential(vault, given)).toMatchObject({ refresh_token: given.refreshToken, generation: 2 });
  });
});

describe('a credential that is replaced while it is exchanged', () => {
  it('stays the one that the person connected: whoever comes late overwrites nothing', async () => {
    const given = await givenConnection(vault, kick, { expiresIn: -10 });
    kick.knobs.fail({ on: 'refresh', how: 'late', delayMs: 600 });
    const waiting = freshOf().of(given.ref);
    await eventually(() => refreshesOf(kick, given) === 1);
    const grant = { accessToken: 'new access', refreshToken: 'new refresh', expiresIn: 3600, scopes: ['chat'] };
    const home = { ...given.ref, accountId: given.accountId };
    const put = (): Promise<number> =>
      world.app.get(Transactions).run((tx) => world.app.get(Credentials, { strict: false }).store(home, grant, tx));
    expect(await put()).toBe(2);
    expect(await waiting).toMatchObject({ accessToken: 'new access', generation: 2 });
    await eventually(async () => (await metric('superseded')) > 0);
    expect(await storedCredential(vault, given)).toMatchObject({ refresh_token: 'new refresh', generation: 2 });
  });

  it('is handed over for revocation when its connection was deleted meanwhile', async () => {
    const given = await givenConnection(vault, kick, { expiresIn: -10 });
    kick.knobs.fail({ on: 'refresh', how: 'late', delayMs: 500 });
    const waiting = freshOf().of(given.ref);
    await eventually(() => refreshesOf(kick, given) === 1);
    await world.db.query(`DELETE FROM bot_connections WHERE id = $1`, [given.ref.id]);
    await expect(waiting).rejects.toMatchObject({ code: 'bot_not_connected' });
    await eventually(() => kick.tokens.liveAccess(given.person).length === 0);
  });
});

describe('a credential that the platform refuses although it should be valid', () => {
  it('is exchanged once for everybody who hears so, and the newer one is theirs', async () => {
    const given = await givenConnection(vault, kick);
    kick.knobs.expireNow(given.person);
    const refused = (number: number): Promise<FreshCredential> =>
      freshOf(replicas[number % 3]).afterRefusal(given.ref, 1);
    const all = await Promise.all(Array.from({ length: 50 }, (_, number) => refused(number)));
    expect(all.map(({ generation }) => generation)).toEqual(Array.from({ length: 50 }, () => 2));
    expect(refreshesOf(kick, given)).toBe(1);
  });

  it('is not worn out by refusals that are about something else', async () => {
    const given = await givenConnection(vault, kick, { expiresIn: -10 });
    const { generation } = await freshOf().of(given.ref);
    const again = await Promise.all(Array.from({ length: 20 }, () => freshOf().afterRefusal(given.ref, generation)));
    expect(again.every((one) => one.generation === generation)).toBe(true);
    expect(kick.tokens.refresh(given.person)).toHaveLength(2);
  });

  it('is never exchanged at Discord, but given up once Discord says it is dead', async () => {
    const given = await givenConnection(vault, discord);
    expect(await freshOf().afterRefusal(given.ref, 1)).toMatchObject({ accessToken: given.accessToken });
    discord.knobs.revokeUser(given.person);
    const twice = [freshOf().afterRefusal(given.ref, 1), freshOf(replicas[1]).afterRefusal(given.ref, 1)];
    for (const call of await Promise.allSettled(twice))
      expect(call).toMatchObject({ reason: { code: 'bot_needs_reauth' } });
    const asked = discord.calls.length;
    await expect(freshOf().of(given.ref)).rejects.toMatchObject({ members: { reason: 'token_refused' } });
    expect(discord.calls.length).toBe(asked);
  });
});

describe('a credential that must not be used', () => {
  it('is refused while the platform is stopped for everybody, and the platform hears nothing', async () => {
    const given = await givenConnection(vault, youtube, { expiresIn: -10 });
    await world.db.query(`INSERT INTO provider_settings (platform, use) VALUES ('youtube', 'stop_all')`);
    await expect(freshOf().of(given.ref)).rejects.toMatchObject({ code: 'platform_off' });
    expect(refreshesOf(youtube, given)).toBe(0);
    await world.db.query(`DELETE FROM provider_settings`);
  });

  it('is refused when its connection is switched off or not there', async () => {
    const given = await givenConnection(vault, kick);
    await tamper(vault, given, `status = 'disabled'`);
    await expect(freshOf().of(given.ref)).rejects.toMatchObject({ code: 'bot_disabled' });
    await expect(freshOf().of({ ...given.ref, table: 'channel_connections' })).rejects.toMatchObject({
      code: 'bot_not_connected',
    });
  });

  it('does not open in another row, and an alarm is logged', async () => {
    const [mine, theirs] = [await givenConnection(vault, kick), await givenConnection(vault, kick)];
    await tamper(
      vault,
      mine,
      `access_token = (SELECT access_token FROM bot_connections WHERE id = '${theirs.ref.id}')`,
    );
    await expect(freshOf().of(mine.ref)).rejects.toMatchObject({ members: { reason: 'credential_altered' } });
    expect(world.logs()).toContain('a credential was altered or moved');
  });

  it('says which reason there is when its key is missing, and keeps the row as it is', async () => {
    const given = await givenConnection(vault, kick);
    const before = await storedCredential(vault, given);
    const other = await world.replica({ ENCRYPTION_KEYS: `other:${Buffer.alloc(32, 'x').toString('base64')}` });
    await expect(freshOf(other).of(given.ref)).rejects.toMatchObject({
      code: 'bot_needs_reauth',
      members: { reason: 'key_missing' },
    });
    expect(await storedCredential(vault, given)).toMatchObject({
      status: before.status,
      generation: before.generation,
    });
  });
});

async function metric(outcome: string): Promise<number> {
  const text = await (await fetch(`${world.url}/metrics`)).text();
  const line = new RegExp(`understudy_credential_exchanges_total{platform="kick",outcome="${outcome}"} (\\d+)`).exec(
    text,
  );
  return Number(line?.[1] ?? 0);
}
