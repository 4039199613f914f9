import { Inject, Injectable } from '@nestjs/common';
import { APP_LOGGER, type AppLogger } from '../common/logging/logger.js';
import { CopyIn, type CopyStatement } from './copy-in.js';
import { PreparedStatements, STATEMENT_CONNECTION, type StatementConnection } from './prepared-statements.js';

/** What is appended is gathered, so that few connections carry any load. */
const POOL = { name: 'understudy-appends', connections: 2, readOnly: false };

/**
 * Prepared statements for what is written many times a second: the events of all running turns, the record of relayed calls. Their own connections, so that a crowd
 * that opens conversations does not hold up those that are being answered. Each statement is a transaction of its own.
 */
@Injectable()
export class AppendStatements extends PreparedStatements {
  constructor(@Inject(STATEMENT_CONNECTION) connection: StatementConnection, @Inject(APP_LOGGER) logger: AppLogger) {
    super(connection, logger, POOL);
  }

  /**
   * The cheapest way to add rows. All of them are committed when it returns; when it throws, none is, or, where the connection was lost,
   * all may be.
   *
   * @param rows in COPY's text format, each with its line feed
   */
  copy(statement: CopyStatement, rows: string): Promise<void> {
    return new Promise((resolve, reject) =>
      this.submit(
        (callback) => new CopyIn(statement, rows, callback),
        (failure) => (failure ? reject(failure) : resolve()),
      ),
    );
  }
}
