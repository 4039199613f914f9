import { runProgram, type RunningProgram } from '../../support/run-program.js';
import type { Env } from '../../support/world.js';
import { turnOf } from './crowd.js';

/** Several replicas as processes of their own, some of which die or are replaced. */
export class RefreshFleet {
  /** How long those that were told to stop took, in milliseconds, and how they ended. */
  readonly stops: { readonly ms: number; readonly code: number | null }[] = [];
  kills = 0;

  private constructor(
    private readonly programs: RunningProgram[],
    private readonly env: Env,
  ) {}

  static async start(size: number, env: Env): Promise<RefreshFleet> {
    const programs = await Promise.all(Array.from({ length: size }, () => runProgram(env)));
    return new RefreshFleet(programs, env);
  }

  /** `kill -9`, then another one in its place. */
  async crash(number: number): Promise<void> {
    await turnOf(this.programs, number).kill('SIGKILL');
    this.kills++;
    this.programs[number % this.programs.length] = await runProgram(this.env);
  }

  /** As an upgrade does it: a new one starts, then the old one is told to stop. */
  async replace(number: number): Promise<void> {
    const old = turnOf(this.programs, number);
    this.programs[number % this.programs.length] = await runProgram(this.env);
    const began = performance.now();
    const { code } = await old.kill('SIGTERM');
    this.stops.push({ ms: Math.round(performance.now() - began), code });
  }

  async stop(): Promise<void> {
    await Promise.all(this.programs.map((program) => program.kill('SIGKILL')));
  }
}
