import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Env } from '../../support/world.js';

/** What a worker holds at a moment, after its rubbish was collected. */
export interface Measure {
  readonly heapBytes: number;
  /** What keeps its event loop alive, by kind. */
  readonly handles: Readonly<Record<string, number>>;
  /** Living objects, by class. */
  readonly objects: Readonly<Record<string, number>>;
  /** Of Node itself, such as of too many listeners. */
  readonly warnings: readonly string[];
}

/** The built chat worker as a process of its own, which lives faster than the clock and can be measured. */
export class MeasuredWorker {
  private constructor(private readonly child: ChildProcess) {}

  /** @param env see worker-settings.ts */
  static start(env: Env, speed: number): MeasuredWorker {
    const file = resolve('test/faults/support/measured-worker-main.cjs');
    const options = {
      execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'],
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    };
    return new MeasuredWorker(fork(file, [String(speed)], options));
  }

  async measure(): Promise<Measure> {
    this.child.send('measure');
    const [answer] = (await once(this.child, 'message')) as [Measure];
    return answer;
  }

  /** @returns the exit code: it ends by itself only when nothing is left that keeps it alive */
  async stop(): Promise<number | null> {
    const gone = once(this.child, 'exit') as Promise<[number | null]>;
    this.child.send('stop');
    return (await gone)[0];
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}
