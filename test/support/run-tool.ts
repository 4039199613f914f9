import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import type { Ending } from './run-program.js';
import type { Env } from './world.js';

/** A program of the build that does its work and ends. */
export interface RunningTool {
  readonly child: ChildProcess;
  readonly ended: Promise<Ending & { readonly output: string }>;
}

/** @param env the whole environment; PATH and HOME are passed on */
export function runTool(file: string, env: Env): RunningTool {
  const child = spawn(process.execPath, [resolve('dist/src', file)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'test', ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<Ending & { readonly output: string }>((done) =>
    child.once('close', (code, signal) => done({ code, signal, output })),
  );
  return { child, ended };
}
