import { FreshCredentials } from '../../src/modules/bot-connections/index.js';
import { eventually } from '../support/eventually.js';
import {
  givenConnection,
  storedCredential,
  tamper,
  type GivenConnection,
  type Stored,
  type Vault,
} from '../support/given-connections.js';
import type { Fault } from '../support/platforms/faults.js';
import { startPlatform, type Platform } from '../support/platforms/platform.js';
import { reuseKillsFamily, ROTATE_EACH } from '../support/platforms/rotation.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
let vault: Vault;
let replicas: readonly World[];
let kick: Platform;

beforeAll(async () => {
  kick = await startPlatform('kick');
  world = await startWorld(kick.environment());
  vault = { db: world.db, keys: world.config.keys };
  replicas = [world, await world.replica(), await world.replica()];
});
afterEach(() => {
  kick.knobs.heal();
  kick.knobs.rotate(ROTATE_EACH);
});
afterAll(() => Promise.all([world.close(), kick.close()]));

const freshOf = (at: World = world): FreshCredentials => at.app.get(FreshCredentials, { strict: false });
const redemptionsOf = ({ refreshToken }: GivenConnection): number =>
  kick.calls.filter(({ kind, token }) => kind === 'refresh' && token === refreshToken).length;

/** One that has expired already, and whose first exchange goes wrong. */
async function givenFailed(fault: Omit<Fault, 'on' | 'when'>): Promise<GivenConnection> {
  const given = await givenConnection(vault, kick, { expiresIn: 900 });
  kick.knobs.fail({ ...fault, on: 'refresh', when: ({ token }) => token === given.refreshToken });
  await tamper(vault, given, `expires_at = now() - interval '1 second'`);
  return given;
}

const failureOf = (given: GivenConnection): Promise<unknown> =>
  freshOf()
    .of(given.ref)
    .catch((error: unknown) => error);

/** Waiting out the back-off would take minutes. */
const comeTo = (given: GivenConnection): Promise<void> => tamper(vault, given, `next_try_at = now()`);

const becomes = (given: GivenConnection, wanted: Partial<Stored>): Promise<unknown> =>
  eventually(async () => {
    const stored = await storedCredential(vault, given);
    expect(stored).toMatchObject(wanted);
    return true;
  });

describe('a connection whose platform fails', () => {
  it.each([
    ['answers 500', { status: 500 }, 'platform_unavailable'],
    ['shows a page instead of an answer', { how: 'html' }, 'platform_unavailable'],
    ['limits us', { status: 429, headers: { 'retry-after': '77' } }, 'platform_throttles'],
  ] as const)('is tried again when it %s, and is mended without anybody', async (_, fault, reason) => {
    const given = await givenFailed(fault);
    expect(await failureOf(given)).toMatchObject({ code: 'credential_unavailable', status: 503 });
    const failing = await storedCredential(vault, given);
    expect(failing).toMatchObject({ status: 'refresh_failing', status_reason: reason, attempts: 1, lease_owner: null });
    if (reason === 'platform_throttles') expect(failing.next_try_in).toBeGreaterThan(70);
    await comeTo(given);
    await becomes(given, { status: 'active', generation: 2, status_reason: null, attempts: 0, next_try_in: null });
    expect(await changesOf(given)).toEqual(['active > refresh_failing', 'refresh_failing > active']);
  });

  it('lends the old token as long as it is valid', async () => {
    const given = await givenConnection(vault, kick, { expiresIn: 30 });
    kick.knobs.fail({ on: 'refresh', status: 503, times: 3 });
    expect(await freshOf().of(given.ref)).toMatchObject({ accessToken: given.accessToken, generation: 1 });
  });

  it('is ended when it refuses the grant, and asks no more', async () => {
    const given = await givenFailed({});
    kick.knobs.heal();
    kick.knobs.revokeUser(given.person);
    const [error] = await Promise.all([failureOf(given), failureOf(given)]);
    expect(error).toMatchObject({ code: 'bot_needs_reauth', members: { reason: 'grant_refused' } });
    expect(await failureOf(given)).toMatchObject({ code: 'bot_needs_reauth', status: 409 });
    expect(redemptionsOf(given)).toBe(1);
    expect(await changesOf(given)).toEqual(['active > needs_reauth']);
  });

  it('is not to blame for wrong credentials of our application, which are reported', async () => {
    const given = await givenFailed({ status: 401, body: { error: 'invalid_client' } });
    expect(await failureOf(given)).toMatchObject({ code: 'credential_unavailable' });
    expect(await storedCredential(vault, given)).toMatchObject({ status: 'active', status_reason: null });
    expect(world.logs()).toContain('the platform refuses our application');
    expect(await changesOf(given)).toEqual([]);
    await comeTo(given);
    await becomes(given, { status: 'active', generation: 2 });
  });
});

describe('a connection whose reply was lost', () => {
  it('is in doubt until the platform answers, and is mended where it takes the old token again', async () => {
    const given = await givenFailed({ afterEffect: true });
    expect(await failureOf(given)).toMatchObject({ code: 'credential_unavailable' });
    expect(await storedCredential(vault, given)).toMatchObject({ status: 'unknown', status_reason: 'reply_lost' });
    await comeTo(given);
    await becomes(given, { status: 'active', generation: 2 });
    expect(redemptionsOf(given)).toBe(2);
  });

  it('is ended by one more try where the platform does not', async () => {
    kick.knobs.rotate(reuseKillsFamily());
    const given = await givenFailed({ afterEffect: true });
    await failureOf(given);
    await comeTo(given);
    await becomes(given, { status: 'needs_reauth', status_reason: 'reply_lost', next_try_in: null });
    expect(redemptionsOf(given)).toBe(2);
    expect(await changesOf(given)).toEqual(['active > unknown', 'unknown > needs_reauth']);
  });

  it('is not ended by an outage that goes on', async () => {
    const given = await givenFailed({ how: 'reset', times: 3 });
    await failureOf(given);
    for (const attempts of [2, 3]) {
      await comeTo(given);
      await becomes(given, { status: 'unknown', attempts });
    }
    await comeTo(given);
    await becomes(given, { status: 'active', generation: 2 });
  });

  it('is redeemed once while two hundred callers at three replicas wait for a platform that takes half a minute', async () => {
    const given = await givenConnection(vault, kick, { expiresIn: 25 });
    kick.knobs.fail({ on: 'refresh', how: 'late', delayMs: 30_000, when: ({ token }) => token === given.refreshToken });
    const began = performance.now();
    const all = await Promise.all(
      Array.from({ length: 200 }, (_, number) => freshOf(replicas[number % 3]).of(given.ref)),
    );
    expect(performance.now() - began).toBeLessThan(5_500);
    expect(new Set(all.map(({ accessToken }) => accessToken))).toEqual(new Set([given.accessToken]));
    const stored = await storedCredential(vault, given);
    expect(stored.status).toBe('unknown');
    // The retry comes after the slow one is over.
    expect(stored.next_try_in).toBeGreaterThan(25);
    expect(redemptionsOf(given)).toBe(1);
  });
});

describe('a process that died in an exchange', () => {
  it('leaves a lease that ends, after which another one finishes its work', async () => {
    const given = await givenConnection(vault, kick);
    await tamper(
      vault,
      given,
      `lease_owner = gen_random_uuid(), lease_until = now() - interval '1 second', next_try_at = now() - interval '1 second'`,
    );
    await becomes(given, { generation: 2, status: 'active', lease_owner: null });
  });

  it('cost the connection when the platform had renewed its only token, which is said', async () => {
    kick.knobs.rotate(reuseKillsFamily());
    const given = await givenConnection(vault, kick);
    kick.knobs.revokeUser(given.person);
    await tamper(
      vault,
      given,
      `lease_owner = gen_random_uuid(), lease_until = now() - interval '1 second', next_try_at = now() - interval '1 second'`,
    );
    await becomes(given, { generation: 1, status: 'needs_reauth', status_reason: 'reply_lost' });
  });
});

async function changesOf({ ref }: GivenConnection): Promise<string[]> {
  const { rows } = await world.db.query<{ change: string }>(
    `SELECT (details ->> 'from') || ' > ' || (details ->> 'to') AS change FROM audit_events
     WHERE action = 'connection.status_changed' AND target_id = $1 AND actor_kind = 'system' ORDER BY id`,
    [ref.id],
  );
  return rows.map(({ change }) => change);
}
