import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { EmbeddedPostgres, type EmbeddedPostgresOptions } from '../../src/database/embedded/index.js';

export interface Said {
  readonly url?: string;
  readonly error?: string;
  readonly interrupted?: boolean;
}

/** A program of its own that owns the database in a folder, see embedded-owner.cjs. */
export class Owner {
  private readonly said: Said[] = [];
  readonly gone: Promise<void>;

  constructor(readonly child: ChildProcess) {
    this.gone = new Promise((done) => child.once('close', () => done()));
    if (child.stdout) createInterface(child.stdout).on('line', (line) => this.said.push(JSON.parse(line) as Said));
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  async hear(key: keyof Said): Promise<Said> {
    return until(() => this.said.find((one) => one[key] !== undefined) ?? this.refusal(key));
  }

  /** What it said first: where its database is, or why it has none. */
  outcome(): Promise<Said> {
    return until(() => this.said[0]);
  }

  tell(order: 'stop' | 'exit'): Promise<void> {
    this.child.stdin?.write(`${order}\n`);
    return this.gone;
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.gone;
  }

  private refusal(key: keyof Said): undefined {
    const error = this.said.find((one) => one.error !== undefined)?.error;
    if (error !== undefined) throw new Error(`Expected to hear "${key}", but: ${error}`);
    return undefined;
  }
}

/** Temporary folders, databases and programs of one test; all are gone after clear(). */
export class EmbeddedBench {
  private readonly folders: string[] = [];
  private readonly owners: Owner[] = [];
  private readonly databases: EmbeddedPostgres[] = [];
  readonly logged: string[] = [];

  folder(mode = 0o755): string {
    const folder = mkdtempSync(join(tmpdir(), 'understudy-embedded-'));
    // Open, so that the unprivileged account PostgreSQL runs under when tests run as root can pass.
    chmodSync(folder, mode);
    this.folders.push(folder);
    return join(folder, 'data');
  }

  async start(dataDir: string, options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
    const log = (level: string, message: string): number => this.logged.push(`${level} ${message}`);
    const postgres = await EmbeddedPostgres.start({ dataDir, durable: false, log, ...options });
    this.databases.push(postgres);
    return postgres;
  }

  own(dataDir: string, env: Readonly<Record<string, string>> = {}): Owner {
    const args = [resolve('test/support/embedded-owner.cjs'), dataDir];
    // Its own process group, as a program started from a terminal has.
    const child = spawn(process.execPath, args, { detached: true, stdio: 'pipe', env: { ...process.env, ...env } });
    const owner = new Owner(child);
    this.owners.push(owner);
    return owner;
  }

  async clear(): Promise<void> {
    await Promise.all(this.owners.map((owner) => owner.kill()));
    await Promise.all(this.databases.map((postgres) => postgres.stop()));
    for (const folder of this.folders) {
      const pid = postmasterPid(join(folder, 'data'));
      if (pid !== undefined && isAlive(pid)) process.kill(pid, 'SIGQUIT');
      await until(() => pid === undefined || !isAlive(pid));
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
}

export function postmasterPid(dataDir: string): number | undefined {
  try {
    return Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]) || undefined;
  } catch {
    return undefined;
  }
}

export function isAlive(pid: number): boolean {
  try {
    // The parent that should take note of a dead orphan may be slow to do so.
    return !/^\d+ \(.*\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

export async function query(url: string, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<Record<string, unknown>>(text, values);
    return rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Asks until the answer is truthy. */
export async function until<T>(ask: () => T | Promise<T>, withinMs = 20_000): Promise<NonNullable<T>> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`Waited ${withinMs} ms in vain for: ${ask.toString()}`);
    await pause(10);
  }
}
