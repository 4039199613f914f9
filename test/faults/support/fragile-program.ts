import { runProgram, type RunningProgram } from '../../support/run-program.js';
import type { Env } from '../../support/world.js';

/** The built program on a port that it keeps over any number of violent deaths. */
export class FragileProgram {
  private constructor(
    private running: RunningProgram,
    private listening: Promise<unknown>,
    private readonly env: Env,
  ) {}

  static async start(env: Env): Promise<FragileProgram> {
    const running = await runProgram(env);
    const { port } = new URL(running.url);
    return new FragileProgram(running, Promise.resolve(), { ...env, PORT: port });
  }

  get url(): string {
    return this.running.url;
  }

  /** Resolves when the program listens again, at once while it lives. */
  async up(): Promise<void> {
    await this.listening;
  }

  /** `kill -9`, then a new start at once. `look` runs meanwhile, on what the dead one left behind. */
  async crash(look: () => Promise<void>): Promise<void> {
    const dead = this.running;
    const restarted = dead.exited.then(() => runProgram(this.env));
    // Set before the kill, so that a caller whose answer is lost waits for the next life, not for the last.
    this.listening = restarted;
    await dead.kill('SIGKILL');
    const [running] = await Promise.all([restarted, look()]);
    this.running = running;
  }

  async stop(): Promise<void> {
    await this.running.kill('SIGKILL');
  }
}
