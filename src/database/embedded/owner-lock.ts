import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readFileSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { processMark } from './process-table.js';

interface Owner {
  readonly pid: number;
  readonly mark: string;
  /** Tells one holding from another of the same process. */
  readonly token: string;
}

type Holding =
  { readonly state: 'free' | 'stale' | 'being-written' } | { readonly state: 'held'; readonly pid: number };
type Attempt = { readonly outcome: 'won' | 'again' } | { readonly outcome: 'held'; readonly pid: number };

/** A lock file without content is being written right now, or its writer was killed in that very moment. */
const WRITING_MS = 5_000;
const GIVE_UP_MS = 20_000;

/** One program at a time owns a data folder; the file names it, and dies with it. */
export class OwnerLock {
  private constructor(
    private readonly path: string,
    private readonly owner: Owner,
  ) {}

  static async acquire(dataDir: string): Promise<OwnerLock> {
    const path = join(dataDir, 'server.lock');
    const owner = { pid: process.pid, mark: processMark(process.pid) ?? '', token: randomUUID() };
    const deadline = Date.now() + GIVE_UP_MS;
    while (Date.now() < deadline) {
      const attempt = attemptFor(path, owner);
      if (attempt.outcome === 'won') return new OwnerLock(path, owner);
      if (attempt.outcome === 'held') throw heldBy(attempt.pid, dataDir);
      await pause(20);
    }
    throw new EmbeddedPostgresError(
      `Cannot get hold of ${path}. If no other program uses the folder, delete that file.`,
    );
  }

  release(): void {
    if (ownerIn(textOf(this.path))?.token === this.owner.token) remove(this.path);
  }
}

/**
 * Creating the file decides, as only one can. A stale one is removed only by who holds a second lock
 * beside it and has judged it again: otherwise a slow starter, having seen the stale file, would remove
 * the fresh one of a faster starter. The second lock follows the same rules, should its holder die too.
 */
function attemptFor(path: string, owner: Owner): Attempt {
  if (create(path, owner)) return { outcome: 'won' };
  const holding = look(path);
  if (holding.state === 'held') return { outcome: 'held', pid: holding.pid };
  if (holding.state === 'stale') {
    const guard = `${path}.takeover`;
    if (attemptFor(guard, owner).outcome === 'won') {
      if (look(path).state === 'stale') remove(path);
      remove(guard);
    }
  }
  return { outcome: 'again' };
}

function create(path: string, owner: Owner): boolean {
  try {
    // No secret in it, and whoever finds it should be able to see who owns the folder.
    const file = openSync(path, 'wx', 0o644);
    try {
      writeSync(file, `${JSON.stringify(owner)}\n`);
    } catch (error) {
      remove(path);
      throw error;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    const reason = error instanceof Error ? error.message : String(error);
    throw new EmbeddedPostgresError(
      `Cannot write to the data folder (${reason}). Check its owner and free space, or set DATA_DIR to another folder.`,
      { cause: error },
    );
  }
  // Suspended for long between opening and writing, we may have been taken for dead.
  return ownerIn(textOf(path))?.token === owner.token;
}

function look(path: string): Holding {
  const text = textOf(path);
  if (text === undefined) return { state: 'free' };
  const owner = ownerIn(text);
  if (owner !== undefined) {
    return processMark(owner.pid) === owner.mark ? { state: 'held', pid: owner.pid } : { state: 'stale' };
  }
  const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  return { state: age > WRITING_MS ? 'stale' : 'being-written' };
}

function ownerIn(text: string | undefined): Owner | undefined {
  try {
    const value = JSON.parse(text ?? '') as Partial<Owner> | null;
    const { pid, mark, token } = value ?? {};
    if (typeof pid !== 'number' || typeof mark !== 'string' || typeof token !== 'string') return undefined;
    return { pid, mark, token };
  } catch {
    return undefined;
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function heldBy(pid: number, dataDir: string): EmbeddedPostgresError {
  const who = pid === process.pid ? `this very program (pid ${pid})` : `another program (pid ${pid})`;
  return new EmbeddedPostgresError(
    `The data folder ${dataDir} is in use by ${who}. Stop that one first, or set DATA_DIR to another folder.`,
  );
}
