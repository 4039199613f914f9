import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { KEY_RING, type KeyRing } from '../../common/crypto/key-ring.js';
import { SEALED_COLUMNS, type SealedColumn } from '../../common/crypto/sealed-column.js';
import { APP_LOGGER, type AppLogger } from '../../common/logging/logger.js';
import { PeriodicTasks } from '../../common/time/periodic-tasks.js';
import { LookupStatements } from '../../database/lookup-statements.js';
import { SealedValues } from '../../database/sealed/sealed-values.js';

const LOOK_EVERY_MS = 60 * 60_000;

/** Encryption keys that stored values need and that are not configured: a lost one is told of, and keeps nothing from starting. */
@Injectable()
export class MissingKeys implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private missing: readonly string[] = [];
  private first: Promise<void> = Promise.resolve();

  constructor(
    private readonly lookups: LookupStatements,
    private readonly tasks: PeriodicTasks,
    @Inject(KEY_RING) private readonly ring: KeyRing,
    @Inject(SEALED_COLUMNS) private readonly columns: readonly SealedColumn[],
    @Inject(APP_LOGGER) private readonly logger: AppLogger,
  ) {}

  /** Looks beside the start, as it may take a while where there is much. */
  onApplicationBootstrap(): void {
    this.tasks.every('look for missing keys', LOOK_EVERY_MS, () => this.look());
    this.first = this.look().catch((error: unknown) =>
      this.logger.warn({ err: error }, 'could not look for missing encryption keys'),
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.first;
  }

  /** Their ids. */
  ids(): readonly string[] {
    return this.missing;
  }

  private async look(): Promise<void> {
    const missing = new Set<string>();
    for (const column of this.columns) {
      const statement = `keys of ${column.table}.${column.column}`;
      const values = new SealedValues(column, (text, parameters) => this.lookups.rows(statement, text, parameters));
      for (const { keyId, count } of await values.uses()) {
        if (this.ring.keys.has(keyId)) continue;
        missing.add(keyId);
        this.logger.warn({ key: keyId, values: count, where: values.name }, 'an encryption key is missing');
      }
    }
    this.missing = [...missing].sort();
  }
}
