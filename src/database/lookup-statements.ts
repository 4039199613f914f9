import { Inject, Injectable } from '@nestjs/common';
import { DatabaseError } from 'pg';
import { APP_LOGGER, type AppLogger } from '../common/logging/logger.js';
import { StatementTurn, type AskedStatement } from './statement-turn.js';
import { PreparedStatements, STATEMENT_CONNECTION, type StatementConnection } from './prepared-statements.js';

/** PostgreSQL manual, "Error Codes": statement_timeout, too. */
const QUERY_CANCELED = '57014';

/** Look-ups are short and gathered, so a few connections carry any load. */
const POOL = { name: 'understudy-lookups', connections: 4, readOnly: true };

/**
 * Prepared statements for the paths that every request takes (key check, resolve, login check). They change nothing, so those of one moment
 * travel together: one write, one answer, one wake-up of PostgreSQL, whatever the number of statements.
 */
@Injectable()
export class LookupStatements extends PreparedStatements {
  private waiting: AskedStatement[] = [];

  constructor(@Inject(STATEMENT_CONNECTION) connection: StatementConnection, @Inject(APP_LOGGER) logger: AppLogger) {
    super(connection, logger, POOL);
  }

  override rows<Row extends object>(name: string, text: string, values: readonly unknown[]): Promise<Row[]> {
    return new Promise<object[]>((resolve, reject) => {
      // The look-ups of one turn of the event loop ask within one callback: what they asked is complete in the microtask after it.
      if (this.waiting.push({ name, text, values, resolve, reject }) === 1) queueMicrotask(() => this.send());
    }) as Promise<Row[]>;
  }

  private send(): void {
    const asked = this.waiting;
    this.waiting = [];
    this.sendTogether(asked);
  }

  private sendTogether(asked: readonly AskedStatement[]): void {
    this.submit(
      (callback) => new StatementTurn(asked, callback),
      (failure) => {
        if (failure) this.afterFailure(asked, failure);
      },
    );
  }

  /** One statement that cannot be carried out takes nobody else's with it. */
  private afterFailure(asked: readonly AskedStatement[], failure: Error): void {
    if (asked.length > 1 && isAboutOneStatement(failure)) for (const one of asked) this.sendTogether([one]);
    else fail(asked, failure);
  }
}

function fail(asked: readonly AskedStatement[], reason: Error): void {
  for (const { reject } of asked) reject(reason);
}

/** Not an outage, nor a statement that took too long: nobody waits for those twice. */
const isAboutOneStatement = (failure: Error): boolean =>
  failure instanceof DatabaseError && failure.severity === 'ERROR' && failure.code !== QUERY_CANCELED;
