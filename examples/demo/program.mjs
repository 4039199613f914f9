import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DemoFailure } from './expect.mjs';

const REPOSITORY = resolve(fileURLToPath(new URL('../..', import.meta.url)));
const START_TIMEOUT_MS = 90_000;
const STOP_TIMEOUT_MS = 30_000;
const OWN_ENVIRONMENT = { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0' };

/**
 * The program the demo talks to: the one at UNDERSTUDY_URL, or one of its own that keeps everything in a temporary folder.
 *
 * @returns {Promise<{url: string, admin: {login: string, password: string}, ours: boolean, stop: () => Promise<void>}>}
 */
export async function openProgram() {
  const url = (process.env.UNDERSTUDY_URL ?? 'http://127.0.0.1:3000').replace(/\/+$/, '');
  if (await answers(url)) return running(url);
  if (process.env.UNDERSTUDY_URL) throw new DemoFailure(`Nothing answers at UNDERSTUDY_URL (${url}).`);
  console.log(`Nothing answers at ${url}, so the demo starts a program of its own.`);
  return startOwn();
}

async function answers(url) {
  try {
    const response = await fetch(`${url}/v1/info`, { signal: AbortSignal.timeout(3_000) });
    return (await response.json()).name === 'understudy';
  } catch {
    return false;
  }
}

function running(url) {
  const password = process.env.ADMIN_PASSWORD;
  if (!password) {
    throw new DemoFailure(
      `Understudy runs at ${url}. Say ADMIN_PASSWORD (and ADMIN_EMAIL) of its system admin, or stop it.`,
    );
  }
  const login = process.env.ADMIN_EMAIL ?? 'admin@localhost';
  return { url, admin: { login, password }, ours: false, stop: () => Promise.resolve() };
}

/**
 * A program of its own, of the sources as they are now. It keeps everything in a temporary folder, and ends with us.
 *
 * @param {Record<string, string>} env what it is told beside that
 */
export async function startOwn(env = {}) {
  build();
  const folder = mkdtempSync(join(tmpdir(), 'understudy-demo-'));
  const password = randomBytes(18).toString('base64url');
  const child = spawn(process.execPath, ['dist/src/main.js'], {
    cwd: REPOSITORY,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C reaches the demo, which then stops the program in good order.
    detached: true,
    env: { ...OWN_ENVIRONMENT, DATA_DIR: folder, ADMIN_PASSWORD: password, ...env },
  });
  const stop = once(() => end(child, folder));
  stopOnSignals(stop);
  try {
    return { url: await listening(child), admin: { login: 'admin@localhost', password }, ours: true, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function build() {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: REPOSITORY,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new DemoFailure('The program cannot be built: see `npm run build`.');
}

function listening(child) {
  return new Promise((done, fail) => {
    const said = [];
    const refuse = (why) => fail(new DemoFailure(`The program ${why}:\n${said.join('\n')}`));
    const timer = setTimeout(() => refuse('did not start in time'), START_TIMEOUT_MS);
    const hear = (line) => {
      said.push(line);
      if (!line.includes('understudy is listening')) return;
      clearTimeout(timer);
      done(JSON.parse(line).url);
    };
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', hear);
    child.once('exit', (code) => {
      clearTimeout(timer);
      refuse(`ended (${code}) before it listened`);
    });
  });
}

async function end(child, folder) {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await gone;
    clearTimeout(timer);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function stopOnSignals(stop) {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => void stop().finally(() => process.exit(130)));
  }
}

function once(work) {
  let done;
  return () => (done ??= work());
}
