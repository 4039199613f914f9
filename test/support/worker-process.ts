import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Env } from './world.js';

const MAIN = resolve('dist/src/workers/twitch-chat/main.js');

/** The built worker as a process of its own, for tests that treat it rudely. */
export interface WorkerProcess {
  readonly name: string;
  readonly child: ChildProcess;
  output(): string;
  /** Resolves when it is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** @param env see worker-settings.ts; PATH and HOME are passed on */
export function runWorker(env: Env): WorkerProcess {
  if (!existsSync(MAIN)) throw new Error(`${MAIN} is missing: run npm run build`);
  const child = spawn(process.execPath, ['--enable-source-maps', MAIN], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (output += piece.toString()));
  const gone = new Promise<void>((done) => child.once('close', () => done()));
  const end = (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    // One that was stopped hears nothing else.
    child.kill('SIGCONT');
    return gone;
  };
  return { name: env.WORKER_NAME ?? '', child, output: () => output, end };
}
