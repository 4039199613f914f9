import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Env } from './world.js';

const MAIN = resolve('dist/src/main.js');
const START_TIMEOUT_MS = 45_000;

const OF_EVERY_PROGRAM: Env = {
  PORT: '0',
  NODE_ENV: 'test',
  // What Node compiled for the last one is not compiled again, which takes a quarter of the time that a start takes.
  NODE_COMPILE_CACHE: resolve('node_modules/.cache/understudy-tests'),
};

/** How the program ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The built program as a process of its own, for tests that end it in rude ways. */
export interface RunningProgram {
  readonly url: string;
  readonly pid: number;
  readonly exited: Promise<Ending>;
  /** Standard output and error so far. */
  output(): string;
  kill(signal?: NodeJS.Signals): Promise<Ending>;
}

export interface RunOptions {
  /** How it is started, when not by Node itself. */
  readonly command?: readonly [file: string, ...args: string[]];
  /** In a process group of its own, as from a terminal: a signal to `-pid` reaches all of the group. */
  readonly ownGroup?: boolean;
}

/**
 * Starts `dist/src/main.js` (build first) and waits until it listens.
 *
 * @param env the whole environment; PATH and HOME are passed on
 * @throws when it ends, or says nothing for 25 s
 */
export async function runProgram(env: Env, options: RunOptions = {}): Promise<RunningProgram> {
  const program = spawnProgram(env, options);
  const { pid } = program.child;
  const url = await program.listening;
  if (pid === undefined) throw new Error('The program has no process id');
  return { ...program.handle, url, pid };
}

/** The same for a program that is expected not to start: how it ended, and what it said. */
export async function runToEnd(env: Env): Promise<Ending & { readonly output: string }> {
  const { handle, listening } = spawnProgram(env);
  const started = await listening.then(
    () => true,
    () => false,
  );
  if (started) await handle.kill('SIGKILL');
  return { ...(await handle.exited), output: handle.output() };
}

interface Spawned {
  readonly child: ChildProcess;
  readonly listening: Promise<string>;
  readonly handle: Omit<RunningProgram, 'url' | 'pid'>;
}

function spawnProgram(env: Env, { command, ownGroup = false }: RunOptions = {}): Spawned {
  if (!existsSync(MAIN)) throw new Error(`${MAIN} is missing: run npm run build`);
  const [file, ...args] = command ?? [process.execPath, '--enable-source-maps', MAIN];
  const child = spawn(file, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: ownGroup,
    env: { ...OF_EVERY_PROGRAM, PATH: process.env.PATH, HOME: process.env.HOME, ...env },
  });
  const said: string[] = [];
  const exited = new Promise<Ending>((done) => child.once('close', (code, signal) => done({ code, signal })));
  const listening = waitForAddress(child, said, exited);
  const kill = (signal: NodeJS.Signals = 'SIGTERM'): Promise<Ending> => {
    child.kill(signal);
    return exited;
  };
  return { child, listening, handle: { exited, kill, output: () => said.join('\n') } };
}

function waitForAddress(child: ChildProcess, said: string[], exited: Promise<Ending>): Promise<string> {
  return new Promise((resolveUrl, reject) => {
    const fail = (why: string): void => reject(new Error(`The program ${why}:\n${said.join('\n')}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`did not listen within ${START_TIMEOUT_MS} ms`);
    }, START_TIMEOUT_MS);
    const listen = (line: string): void => {
      said.push(line);
      const url = addressIn(line);
      if (url === null) return;
      clearTimeout(timer);
      resolveUrl(url);
    };
    for (const stream of [child.stdout, child.stderr])
      if (stream) createInterface({ input: stream }).on('line', listen);
    void exited.then(({ code, signal }) => {
      clearTimeout(timer);
      fail(`ended (${code ?? signal ?? 'unknown'}) before it listened`);
    });
  });
}

function addressIn(line: string): string | null {
  if (!line.includes('understudy is listening')) return null;
  const { url } = JSON.parse(line) as { url?: unknown };
  return typeof url === 'string' ? url : null;
}
