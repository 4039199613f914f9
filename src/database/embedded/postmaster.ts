import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Binaries } from './binaries.js';
import { childOptions, type RunAs } from './child-process.js';
import { failure, type EmbeddedPostgresError } from './embedded-postgres-error.js';
import { reportLine, saysReady, type Log } from './log-lines.js';
import { serverArguments, type ServerSettings } from './settings.js';
import { signalPostgres, type PostgresSignal } from './signal.js';

export interface PostmasterSpec {
  readonly binaries: Binaries;
  readonly clusterDir: string;
  readonly runAs: RunAs | undefined;
  readonly settings: ServerSettings;
  readonly log: Log;
}

/** Recovery after a crash may take long, but it reports every few seconds; only silence is a failure. */
const SILENCE_MS = 60_000;
const QUIT_AFTER_MS = 10_000;
const KILL_AFTER_MS = 20_000;
const TAIL_LINES = 20;
const LAST_WORDS_MS = 250;

/** One running PostgreSQL: its main process, from spawning to exit. */
export class Postmaster {
  /** How it ended, in words. Never rejects. */
  readonly exited: Promise<string>;
  /** Resolves when it accepts connections; rejects with the reason when it never will. */
  readonly ready: Promise<void>;

  private readonly child: ChildProcess;
  private readonly tailLines: string[] = [];
  private isReady = false;
  private hasExited = false;
  private heard: () => void = () => undefined;
  /** Without stop(), say after an uncaught exception, the database still goes down in order. */
  private readonly onProcessExit = (): void => this.signal('INT');

  constructor(private readonly spec: PostmasterSpec) {
    const args = ['-D', spec.clusterDir, ...serverArguments(spec.settings)];
    const options = { ...childOptions(spec.runAs), cwd: spec.clusterDir };
    this.child = spawn(spec.binaries.postgres, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
    process.on('exit', this.onProcessExit);
    this.exited = this.watchExit();
    this.ready = this.watchReady();
    // Whoever launches awaits it; a postmaster brought back by the supervisor has nobody waiting.
    this.ready.catch(() => undefined);
  }

  get tail(): string {
    return this.tailLines.join('\n');
  }

  /** Fast shutdown, then ever less polite. Resolves when the process is gone. */
  async stop(): Promise<void> {
    this.signal('INT');
    const quit = setTimeout(() => this.signal('QUIT'), QUIT_AFTER_MS);
    const kill = setTimeout(() => this.signal('KILL'), KILL_AFTER_MS);
    await this.exited;
    clearTimeout(quit);
    clearTimeout(kill);
  }

  private signal(signal: PostgresSignal): void {
    const { pid } = this.child;
    // Once it has exited its pid may already belong to somebody else.
    if (pid !== undefined && !this.hasExited) signalPostgres(pid, signal, this.spec.binaries);
  }

  private watchExit(): Promise<string> {
    return new Promise((resolve) => {
      const end = (how: string): void => {
        this.hasExited = true;
        process.off('exit', this.onProcessExit);
        resolve(how);
      };
      this.child.once('error', (error) => {
        this.keep(error.message);
        if (this.child.pid === undefined) end(`could not be started: ${error.message}`);
      });
      this.child.once('exit', (code, signal) => {
        this.hasExited = true;
        const how = signal === null ? `exited with code ${code}` : `was killed by ${signal}`;
        // "close" comes once the last words are read, but an orphaned child may hold the pipe open for long.
        const enough = setTimeout(() => end(how), LAST_WORDS_MS);
        this.child.once('close', () => {
          clearTimeout(enough);
          end(how);
        });
      });
    });
  }

  private watchReady(): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        reject(this.failed('did not become ready in time'));
        this.signal('QUIT');
      };
      const silence = setTimeout(giveUp, SILENCE_MS);
      this.heard = () => {
        silence.refresh();
        if (!this.isReady) return;
        clearTimeout(silence);
        resolve();
      };
      void this.exited.then((how) => {
        clearTimeout(silence);
        reject(this.failed(how));
      });
      if (this.child.stderr) createInterface(this.child.stderr).on('line', (line) => this.hear(line));
    });
  }

  /** Until it is ready only good news is passed on: the rest becomes part of the one failure reported. */
  private hear(line: string): void {
    const report = reportLine(line);
    if (!this.isReady || report !== undefined) this.keep(line);
    if (report !== undefined && (this.isReady || report.level === 'info')) {
      this.spec.log(report.level, `PostgreSQL: ${report.text}`);
    }
    if (this.isReady) return;
    this.isReady = saysReady(line);
    // From here on only trouble is kept, as its last words.
    if (this.isReady) this.tailLines.length = 0;
    this.heard();
  }

  private keep(line: string): void {
    this.tailLines.push(line.replace(/^[^|]*\|[0-9A-Z]{5}\|/, ''));
    if (this.tailLines.length > TAIL_LINES) this.tailLines.shift();
  }

  private failed(how: string): EmbeddedPostgresError {
    return failure(`PostgreSQL in ${this.spec.clusterDir} ${how}.`, this.tail);
  }
}
