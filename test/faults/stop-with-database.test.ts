import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '../support/client.js';
import { isAlive, postmasterPid } from '../support/embedded-bench.js';
import { eventually } from '../support/eventually.js';
import { givenHuman, givenLinkToken, givenServiceKey, signIn } from '../support/given.js';
import { runProgram, type RunningProgram, type RunOptions } from '../support/run-program.js';
import { TEST_SETTINGS } from '../support/world.js';
import { report } from './support/scale.js';
import { whenReady } from '../support/ready.js';

/** As `npm start`, but without building first: other tests run what is built. */
const NPM_START: RunOptions = { command: ['npm', 'start', '--ignore-scripts'] };
const RESOLVE = '/v1/platform-linking/resolve';

describe('the program with its own PostgreSQL', () => {
  let folder: string;
  let program: RunningProgram | null = null;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'understudy-own-'));
    // Open, so that the account PostgreSQL runs under when the tests run as root can pass.
    chmodSync(folder, 0o755);
  });

  afterEach(async () => {
    // npm's shell and the program too, should the test have failed to end them.
    for (const pid of [pidIn(program), postmasterPid(folder) ?? 0]) {
      if (pid > 0 && isAlive(pid)) process.kill(pid, 'SIGKILL');
      await eventually(() => !isAlive(pid));
    }
    await program?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const start = async (options: RunOptions = {}): Promise<RunningProgram> => {
    program = await runProgram({ ...TEST_SETTINGS, DATA_DIR: folder }, options);
    return program;
  };

  it('ends with it when a terminal interrupts both, and has its data when it starts again', async () => {
    const beganFirst = performance.now();
    const first = await start({ ownGroup: true });
    const firstMs = performance.now() - beganFirst;
    const [person, { client: service, key }] = await Promise.all([givenHuman(first), givenServiceKey(first)]);
    const asked = await givenLinkToken(first, service);
    expect((await person.client.post(`/v1/platform-linking/tokens/${asked.token}/confirm`)).status).toBe(200);
    const postmaster = postmasterPid(folder) ?? 0;
    expect(isAlive(postmaster)).toBe(true);
    process.kill(-first.pid, 'SIGINT');
    expect(await first.exited).toEqual({ code: 0, signal: null });
    expect(isAlive(postmaster)).toBe(false);

    const began = performance.now();
    const second = await start();
    const ms = Math.round(performance.now() - began);
    report('second start with an embedded PostgreSQL', { ms });
    // Nothing is left to wait for; on a machine that takes longer than that, no longer than the first, which made the database.
    expect(ms).toBeLessThan(Math.max(10_000, 2 * firstMs));
    expect((await whenReady(second.url)).status).toBe(200);
    const { platform, platform_user_id } = asked;
    const resolved = await new Client(second.url, { 'x-bot-api-key': key }).post(RESOLVE, {
      platform,
      platform_user_id,
    });
    expect(resolved).toMatchObject({ status: 200, body: { linked: true, user_id: person.id } });
    expect((await signIn(second, person.username, person.password)).accessToken).not.toBe('');
  }, 60_000);

  it.each([
    ['npm alone is told to stop', 'SIGTERM', 1],
    ['a terminal interrupts all of them', 'SIGINT', -1],
  ] as const)(
    'started by npm, ends with its PostgreSQL when %s',
    async (_, signal, whom) => {
      const npm = await start({ ...NPM_START, ownGroup: true });
      const [own, postmaster] = [pidIn(npm), postmasterPid(folder) ?? 0];
      expect(own).not.toBe(npm.pid);
      expect([own, postmaster].map(isAlive)).toEqual([true, true]);
      process.kill(whom * npm.pid, signal);
      await eventually(() => !isAlive(own), { timeoutMs: 10_000 });
      expect(isAlive(postmaster)).toBe(false);
      await eventually(() => npm.output().includes('"stopped"'));
    },
    60_000,
  );
});

/** The process id that the program logged. */
function pidIn(program: RunningProgram | null): number {
  const line =
    program
      ?.output()
      .split('\n')
      .find((one) => one.includes('understudy is listening')) ?? '{}';
  return (JSON.parse(line) as { pid?: number }).pid ?? 0;
}
