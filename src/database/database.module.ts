import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AppendStatements } from './append-statements.js';
import { DatabaseHealth } from './database-health.js';
import { DatabaseServer, type DatabaseConnections } from './database-server.js';
import { LastWrites } from './last-writes.js';
import { LaterWrites } from './later-writes.js';
import { LookupStatements } from './lookup-statements.js';
import { STATEMENT_CONNECTION } from './prepared-statements.js';
import { Transactions } from './transactions.js';

const CONNECTIONS = Symbol('DatabaseConnections');

@Module({
  providers: [
    DatabaseServer,
    { provide: CONNECTIONS, inject: [DatabaseServer], useFactory: (server: DatabaseServer) => server.prepare() },
    {
      provide: STATEMENT_CONNECTION,
      inject: [CONNECTIONS],
      useFactory: ({ statements }: DatabaseConnections) => statements,
    },
    LookupStatements,
    AppendStatements,
  ],
  exports: [CONNECTIONS, LookupStatements, AppendStatements],
})
class DatabaseServerModule {}

/** The connection pool, transactions on it, and the small pools beside it. */
@Global()
@Module({
  imports: [
    DatabaseServerModule,
    TypeOrmModule.forRootAsync({
      imports: [DatabaseServerModule],
      inject: [CONNECTIONS],
      useFactory: ({ pool }: DatabaseConnections) => ({ ...pool, retryAttempts: 1 }),
    }),
  ],
  providers: [Transactions, DatabaseHealth, LastWrites, LaterWrites],
  exports: [Transactions, DatabaseHealth, LastWrites, LaterWrites, DatabaseServerModule],
})
export class DatabaseModule {}
