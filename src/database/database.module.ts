import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DatabaseHealth } from './database-health.js';
import { DatabaseServer, type DatabaseConnections } from './database-server.js';
import { LOOKUP_CONNECTION, LookupStatements } from './lookup-statements.js';
import { Transactions } from './transactions.js';

const CONNECTIONS = Symbol('DatabaseConnections');

@Module({
  providers: [
    DatabaseServer,
    { provide: CONNECTIONS, inject: [DatabaseServer], useFactory: (server: DatabaseServer) => server.prepare() },
    { provide: LOOKUP_CONNECTION, inject: [CONNECTIONS], useFactory: ({ lookups }: DatabaseConnections) => lookups },
    LookupStatements,
  ],
  exports: [CONNECTIONS, LookupStatements],
})
class DatabaseServerModule {}

/** The one connection pool, and transactions on it. */
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
  providers: [Transactions, DatabaseHealth],
  exports: [Transactions, DatabaseHealth, DatabaseServerModule],
})
export class DatabaseModule {}
