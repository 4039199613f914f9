import { eventually } from '../support/eventually.js';
import {
  givenConnection,
  storedCredential,
  tamper,
  type GivenConnection,
  type Vault,
} from '../support/given-connections.js';
import type { Call } from '../support/platforms/call.js';
import { startPlatform, type Platform } from '../support/platforms/platform.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
let vault: Vault;
let platforms: readonly Platform[];
let kick: Platform;
let twitch: Platform;
let youtube: Platform;
let discord: Platform;

beforeAll(async () => {
  [kick, twitch, youtube, discord] = await Promise.all([
    startPlatform('kick'),
    startPlatform('twitch'),
    startPlatform('youtube'),
    startPlatform('discord'),
  ]);
  platforms = [kick, twitch, youtube, discord];
  world = await startWorld(Object.assign({}, ...platforms.map((one) => one.environment())) as Record<string, string>);
  vault = { db: world.db, keys: world.config.keys };
});
afterAll(async () => {
  await world.close();
  await Promise.all(platforms.map((one) => one.close()));
});

const callsOf = (platform: Platform, kind: string, token: string | null): number =>
  platform.calls.filter((call) => call.kind === kind && call.token === token).length;

const generationOf = async (given: GivenConnection): Promise<number> =>
  (await storedCredential(vault, given)).generation;

describe('credentials in the background', () => {
  it('are refreshed ten minutes before they expire, give or take two, and not earlier', async () => {
    const [soon, later] = [
      await givenConnection(vault, kick, { expiresIn: 7 * 60 }),
      await givenConnection(vault, kick, { expiresIn: 13 * 60 }),
    ];
    await eventually(async () => (await generationOf(soon)) === 2);
    expect(await generationOf(later)).toBe(1);
    expect((await storedCredential(vault, soon)).expires_in).toBeGreaterThan(7000);
  });

  it('that nobody used for weeks are redeemed before their platform forgets them', async () => {
    const [idle, fine] = [await givenConnection(vault, kick), await givenConnection(vault, kick)];
    await tamper(vault, idle, `expires_at = NULL, last_refreshed_at = now() - interval '21 days'`);
    await tamper(vault, fine, `expires_at = NULL, last_refreshed_at = now() - interval '19 days'`);
    await eventually(async () => (await generationOf(idle)) === 2);
    expect(await generationOf(fine)).toBe(1);
  });

  it('of Discord are never refreshed', async () => {
    const given = await givenConnection(vault, discord);
    await tamper(vault, given, `expires_at = now() - interval '1 hour'`);
    const other = await givenConnection(vault, kick, { expiresIn: 60 });
    await eventually(async () => (await generationOf(other)) === 2);
    expect(await storedCredential(vault, given)).toMatchObject({ generation: 1, status: 'active' });
    expect(discord.calls.filter(({ kind }) => kind !== 'api' && kind !== 'validate')).toEqual([]);
  });

  it('are left alone while their platform is stopped, and go on by themselves afterwards', async () => {
    await world.db.query(`INSERT INTO provider_settings (platform, use) VALUES ('youtube', 'stop_all')`);
    const given = await givenConnection(vault, youtube, { expiresIn: 60 });
    await eventually(async () => ((await storedCredential(vault, given)).next_try_in ?? 0) > 50);
    expect(callsOf(youtube, 'refresh', given.refreshToken)).toBe(0);
    await world.db.query(`DELETE FROM provider_settings`);
    await tamper(vault, given, 'next_try_at = now()');
    await eventually(async () => (await generationOf(given)) === 2);
  });
});

describe('tokens of Twitch', () => {
  it('are validated when the program starts and hourly, each by one replica; a dead one is exchanged at once', async () => {
    await world.replica();
    const [overdue, recent, dead] = [
      await givenConnection(vault, twitch),
      await givenConnection(vault, twitch),
      await givenConnection(vault, twitch),
    ];
    await tamper(vault, overdue, `validated_at = now() - interval '61 minutes'`);
    await tamper(vault, recent, `validated_at = now() - interval '4 minutes'`);
    twitch.knobs.expireNow(dead.person);
    const validations = (given: GivenConnection): number => callsOf(twitch, 'validate', given.accessToken);
    await eventually(() => validations(overdue) === 1, { timeoutMs: 8_000 });
    await eventually(async () => (await generationOf(dead)) === 2, { timeoutMs: 8_000 });
    expect([validations(overdue), validations(recent)]).toEqual([1, 0]);
    expect(await generationOf(overdue)).toBe(1);
  });
});

describe('the credential of a connection that is gone', () => {
  let gone: GivenConnection;
  let spared: GivenConnection;
  let unheard: GivenConnection;
  let still: GivenConnection;

  beforeAll(async () => {
    [gone, unheard] = [await givenConnection(vault, kick), await givenConnection(vault, kick)];
    spared = await givenConnection(vault, youtube);
    await givenConnection(vault, youtube, { person: spared.person });
    still = await givenConnection(vault, discord);
    const wontHear = ({ parameters }: Call): boolean => parameters.get('token') === unheard.refreshToken;
    kick.knobs.fail({ on: 'revoke', status: 500, times: 9, when: wontHear });
    const ids = [gone, unheard, spared, still].map(({ ref }) => ref.id);
    await world.db.query(`DELETE FROM bot_connections WHERE id = ANY ($1)`, [ids]);
  });

  const endOf = async ({ ref }: GivenConnection): Promise<unknown> => {
    const { rows } = await world.db.query<{ because: string; outcome: string }>(
      `SELECT details ->> 'because' AS because, outcome FROM audit_events WHERE action = 'credential.revoked' AND target_id = $1`,
      [ref.id],
    );
    return rows[0] ? `${rows[0].because}: ${rows[0].outcome}` : null;
  };

  it('is revoked at its platform', async () => {
    await eventually(async () => (await endOf(gone)) === 'revoked: done');
    expect(kick.tokens.liveAccess(gone.person)).toEqual([]);
  });

  it('is left alone while another connection speaks as the same identity', async () => {
    await eventually(async () => (await endOf(spared)) === 'spared: refused');
    expect(youtube.calls.filter(({ kind }) => kind === 'revoke')).toEqual([]);
    expect(youtube.tokens.liveAccess(spared.person)).not.toEqual([]);
  });

  it('of Discord has nothing to revoke', async () => {
    await eventually(async () => (await endOf(still)) === 'revoked: done');
    expect(discord.calls.filter(({ kind }) => kind === 'revoke')).toEqual([]);
  });

  it('is tried again when the platform fails, and in the end given up', async () => {
    const { rows } = await world.db.query<{ attempts: number }>(`SELECT attempts FROM platform_revocations`);
    expect([rows, await endOf(unheard)]).toEqual([[{ attempts: 1 }], null]);
    await world.db.query(`UPDATE platform_revocations SET attempts = 11, next_try_at = now()`);
    await eventually(async () => (await endOf(unheard)) === 'given_up: failed');
    expect((await world.db.query(`SELECT FROM platform_revocations`)).rowCount).toBe(0);
  });
});
