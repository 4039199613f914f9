import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { adapterAt, failureOf, Flow } from '../support/connect-flow.js';
import type { Fault } from '../support/platforms/faults.js';
import { startPlatform, type Platform } from '../support/platforms/platform.js';
import { startWorld, type World } from '../support/world.js';
import type { Grant, PlatformAdapter, ProviderApplication } from '../../src/modules/providers/index.js';

/** The deadline of a refresh, and what a busy machine may add. */
const REFRESH_MS = 3_500;

let world: World;
let kick: Platform;
let elsewhere: Platform;
let adapter: PlatformAdapter;
let application: ProviderApplication;
let grant: Grant;
let mute: Server;

beforeAll(async () => {
  kick = await startPlatform('kick');
  elsewhere = await startPlatform('kick');
  mute = createTcpServer();
  await new Promise<void>((done) => mute.listen(0, '127.0.0.1', done));
  world = await startWorld(kick.environment());
  ({ adapter, application } = await adapterAt(world, kick));
  // Packing 100 MB takes longer than a refresh may.
  kick.knobs.fail({ on: 'any', how: 'gzip_bomb' });
  await (await fetch(kick.origin)).body?.cancel();
  grant = await new Flow(world, kick).connect(kick.users.add({ login: 'robot' }));
});
afterEach(() => kick.knobs.heal());
afterAll(async () => {
  await world.close();
  mute.close();
  await Promise.all([kick.close(), elsewhere.close()]);
});

const refresh = (at: Partial<ProviderApplication['endpoints']> = {}): Promise<Grant> =>
  adapter.refresh({ ...application, endpoints: { ...application.endpoints, ...at } }, grant.refreshToken ?? '');

describe('a refresh at a platform in trouble', () => {
  it.each<[string, Omit<Fault, 'on'>, string]>([
    ['500', { status: 500, body: { error: 'invalid_grant' } }, 'transient'],
    ['400 and nothing else', { status: 400, body: '' }, 'transient'],
    ['429', { status: 429, body: { message: 'slow down' }, headers: { 'retry-after': '7' } }, 'throttled'],
    ['a connection that is closed', { how: 'lost' }, 'lost'],
    ['a connection that is reset', { how: 'reset' }, 'lost'],
    ['half an answer', { how: 'cut' }, 'lost'],
    ['a page instead of JSON', { how: 'html' }, 'transient'],
    ['403 with a page', { how: 'html', status: 403 }, 'transient'],
    ['10 MB', { how: 'huge' }, 'transient'],
    ['100 000 levels of JSON', { how: 'deep' }, 'transient'],
    ['100 MB in 100 kB', { how: 'gzip_bomb' }, 'transient'],
    ['wrong types', { status: 200, body: { access_token: 7, refresh_token: [], expires_in: {} } }, 'transient'],
    ['a list', { status: 200, body: [] }, 'transient'],
    ['client credentials that it does not accept', { status: 401, body: { error: 'invalid_client' } }, 'config'],
    ['a grant that it ended', { status: 400, body: { error: 'invalid_grant' } }, 'dead'],
  ])('%s', async (_, fault, kind) => {
    kick.knobs.fail({ on: 'refresh', ...fault });
    const began = performance.now();
    const failure = await failureOf(refresh());
    expect(performance.now() - began).toBeLessThan(REFRESH_MS);
    expect([failure.kind, failure.retryAfter]).toEqual([kind, kind === 'throttled' ? 7 : null]);
    expect(String(failure)).not.toMatch(/access_token|slow down|invalid_/);
  });

  it('waits no longer than its deadline for silence, one byte per second, the right answer, or a handshake', async () => {
    for (const how of ['hang', 'drip', 'late'] as const) kick.knobs.fail({ on: 'refresh', how, delayMs: 4_000 });
    const muted = { refreshUrl: `https://127.0.0.1:${(mute.address() as AddressInfo).port}/` };
    const began = performance.now();
    const failures = await Promise.all([refresh(), refresh(), refresh(), refresh(muted)].map(failureOf));
    expect(performance.now() - began).toBeLessThan(REFRESH_MS);
    expect(failures.map(({ kind }) => kind)).toEqual(['lost', 'lost', 'lost', 'transient']);
  });

  it('follows no redirect', async () => {
    for (const status of [301, 302, 307, 308]) {
      kick.knobs.fail({ on: 'refresh', how: 'redirect', status, to: `${elsewhere.origin}/oauth/token` });
      expect(await failureOf(refresh())).toMatchObject({ kind: 'transient', status });
    }
    expect(elsewhere.calls).toEqual([]);
  });

  it('tells that nobody is there from silence, as then nothing was sent', async () => {
    const unused = await startPlatform('kick');
    await unused.close();
    expect(await failureOf(refresh({ refreshUrl: `${unused.origin}/oauth/token` }))).toMatchObject({
      kind: 'transient',
    });
    const noName = { refreshUrl: 'http://platform.invalid/oauth/token' };
    expect(await failureOf(refresh(noName))).toMatchObject({ kind: 'transient', status: null });
  });

  it('sends nothing without a certificate that it can check', async () => {
    const { port } = new URL(kick.origin);
    const calls = kick.calls.length;
    const failure = await failureOf(refresh({ refreshUrl: `https://127.0.0.1:${port}/oauth/token` }));
    expect(failure).toMatchObject({ kind: 'transient', status: null });
    expect(kick.calls.length).toBe(calls);
  });

  it('knows no expiry when the platform says nonsense', async () => {
    for (const expires_in of [0, -5, 'soon', null, 1e300]) {
      kick.knobs.fail({ on: 'refresh', status: 200, body: { access_token: 'a', expires_in } });
      expect(await refresh()).toMatchObject({ accessToken: 'a', refreshToken: null, expiresIn: null });
    }
  });

  it('meets no connection that the platform closed meanwhile', async () => {
    const before = kick.calls.length;
    for (let i = 0; i < 3; i++) await refresh();
    expect(kick.calls.slice(before).map((call) => call.header('connection'))).toEqual(['close', 'close', 'close']);
  });
});

it('leaves nothing of what the platform wrote, and no token, in the log', () => {
  for (const secret of [grant.accessToken, grant.refreshToken ?? '', application.clientSecret]) {
    expect(world.logs()).not.toContain(secret);
  }
});
