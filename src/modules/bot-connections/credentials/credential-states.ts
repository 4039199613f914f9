import { Injectable } from '@nestjs/common';
import { Metrics } from '../../../common/metrics/metrics.js';
import { BatchedLookup } from '../../../database/batched-lookup.js';
import type { ConnectionRef, CredentialTable } from '../connection.types.js';
import { CredentialsRepository } from './credentials.repository.js';
import type { CredentialState } from './credentials.types.js';

/** How credentials stand now; who asks at the same moment is answered by one statement. */
@Injectable()
export class CredentialStates {
  private readonly lookups: Readonly<Record<CredentialTable, BatchedLookup<string, CredentialState | null>>>;

  constructor(credentials: CredentialsRepository, metrics: Metrics) {
    const lookupOf = (table: CredentialTable, name: string): BatchedLookup<string, CredentialState | null> =>
      new BatchedLookup((ids) => credentials.findStates(table, ids), {
        textOf: (id) => id,
        observe: metrics.batchObserver(name),
      });
    this.lookups = {
      bot_connections: lookupOf('bot_connections', 'bot credential'),
      channel_connections: lookupOf('channel_connections', 'channel credential'),
    };
  }

  find({ table, id }: ConnectionRef): Promise<CredentialState | null> {
    return this.lookups[table].find(id);
  }
}
