import type { KeyObject } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { SealedBox } from '../../../common/crypto/sealed-box.js';
import { APP_LOGGER, type AppLogger } from '../../../common/logging/logger.js';
import { PeriodicTasks } from '../../../common/time/periodic-tasks.js';
import { holdLock, LOCKS } from '../../../database/locks.js';
import { Transactions } from '../../../database/transactions.js';
import { DatabaseClock } from './database-clock.js';
import { loadKey, makeKey, type LoadedKey } from './loaded-key.js';
import { decideNextKey, signingKeyAt } from './signing-keys.rules.js';
import { SigningKeysRepository } from './signing-keys.repository.js';

export interface SigningKey {
  readonly id: string;
  readonly privateKey: KeyObject;
}

const ROTATE_EVERY_MS = 3_600_000;

/** Tokens with made-up key ids must not turn into a query each. */
const RELOAD_AT_MOST_EVERY_MS = 1_000;
const PUBLISHED_FRESH_MS = 60_000;

/** The keys of access tokens, shared by all replicas through the database, which also tells the time they go by. */
@Injectable()
export class SigningKeys implements OnModuleInit {
  private readonly clock = new DatabaseClock();
  private readonly reported = new Set<string>();
  private keys: ReadonlyMap<string, LoadedKey> = new Map();
  private loadedAt = Number.NEGATIVE_INFINITY;
  private loading: Promise<void> | null = null;

  constructor(
    private readonly store: SigningKeysRepository,
    private readonly transactions: Transactions,
    private readonly box: SealedBox,
    private readonly tasks: PeriodicTasks,
    @Inject(APP_LOGGER) private readonly logger: AppLogger,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.rotate();
    this.tasks.every('rotate signing keys', ROTATE_EVERY_MS, () => this.rotate());
  }

  /** The database's time. */
  now(): Date {
    return this.clock.now();
  }

  /** The key that signs now. Never called inside a transaction, as it may need one. */
  async current(): Promise<SigningKey> {
    let key = this.signing();
    if (!key) await this.rotate();
    key ??= this.signing();
    if (!key?.privateKey) throw new Error('There is no signing key');
    return { id: key.id, privateKey: key.privateKey };
  }

  /** The public key of that id while it verifies, or null. */
  async find(id: string): Promise<KeyObject | null> {
    if (!this.keys.has(id)) await this.reload(RELOAD_AT_MOST_EVERY_MS);
    const key = this.keys.get(id);
    return key && this.now() < key.verifiesUntil ? key.publicKey : null;
  }

  /** Every key that verifies now or will sign soon. */
  async published(): Promise<LoadedKey[]> {
    await this.reload(PUBLISHED_FRESH_MS);
    return [...this.keys.values()].filter((key) => this.now() < key.verifiesUntil);
  }

  /** Makes the next key when it is time; replicas that try at once make one. */
  private async rotate(): Promise<void> {
    await this.transactions.run(async (tx) => {
      await holdLock(LOCKS.signingKeys(), tx);
      await this.store.purge(tx);
      const rows = await this.store.findLive(tx);
      const known = rows.map((row) => loadKey(row, this.box));
      const period = decideNextKey(known, await this.store.now(tx));
      if (period) await this.store.add(await makeKey(period, this.box), tx);
    });
    await this.reload(0);
  }

  private signing(): LoadedKey | null {
    return signingKeyAt([...this.keys.values()], this.now());
  }

  /** Reads the keys unless they were read that recently; concurrent calls share one reading. */
  private reload(freshMs: number): Promise<void> {
    if (performance.now() - this.loadedAt < freshMs) return Promise.resolve();
    this.loading ??= this.load().finally(() => (this.loading = null));
    return this.loading;
  }

  private async load(): Promise<void> {
    this.loadedAt = performance.now();
    const rows = await this.store.findLive();
    this.clock.set(await this.store.now());
    const keys = rows.map((row) => loadKey(row, this.box));
    for (const key of keys) this.reportUnusable(key);
    this.keys = new Map(keys.map((key) => [key.id, key]));
  }

  private reportUnusable(key: LoadedKey): void {
    if (key.usable || this.reported.has(key.id)) return;
    this.reported.add(key.id);
    this.logger.error(
      { kid: key.id },
      'a signing key cannot be opened: the encryption key that sealed it is not configured; another one signs instead',
    );
  }
}
