import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { newId } from '../../../common/new-id.js';
import { LookupStatements } from '../../../database/lookup-statements.js';
import { managerOf, type Tx } from '../../../database/transactions.js';
import { BotConnectionEntity } from '../bot-connection.entity.js';
import type { ConnectionRef, ConnectionStatus, CredentialTable } from '../connection.types.js';
import type { CredentialHome } from '../credential-seal.js';
import { claimOf, DUE, keepOf, putOf, settleOf, statesOf } from './credential-sql.rules.js';
import { LEASE_SECONDS, type Verdict } from './credentials.rules.js';
import { statesInPlaces, type StateRow } from './credential-rows.rules.js';
import type { Claim, CredentialRow, CredentialState } from './credentials.types.js';

/** A pair as it is stored: sealed, with seconds until it expires. */
export interface SealedPair {
  readonly accessToken: string;
  /** null: the platform gave none. */
  readonly refreshToken: string | null;
  readonly scopes: readonly string[] | null;
  readonly expiresIn: number | null;
}

export interface StatusChange {
  readonly from: ConnectionStatus;
  readonly to: ConnectionStatus;
}

/** The only writer of credentials. Each statement takes the database's clock. */
@Injectable()
export class CredentialsRepository {
  constructor(
    @InjectRepository(BotConnectionEntity) private readonly rows: Repository<BotConnectionEntity>,
    private readonly lookups: LookupStatements,
  ) {}

  /** One statement for all that are asked together; null for what is not there. */
  async findStates(table: CredentialTable, ids: readonly string[]): Promise<(CredentialState | null)[]> {
    const rows = await this.lookups.rows<StateRow>(`credentials ${table}`, statesOf(table), [ids]);
    return statesInPlaces(table, rows, ids.length);
  }

  findDue(keyIds: readonly string[], without: readonly string[], limit: number): Promise<CredentialRow[]> {
    return this.lookups.rows<CredentialRow>('credentials due', DUE, [keyIds, without, limit]);
  }

  /** The right to exchange this generation's refresh token; null while somebody has it, it must wait, or it is over. */
  async claim({ table, id }: ConnectionRef, generation: number, leaseOwner: string): Promise<Claim | null> {
    const values = [id, generation, leaseOwner, LEASE_SECONDS];
    // An UPDATE through TypeORM answers [rows, count].
    const [[claim]] = await this.rows.query<[Claim[], number]>(claimOf(table), values);
    return claim ?? null;
  }

  /** Stores the successor of a generation; null when that has one already, or the connection is gone. */
  keep({ table, id, generation }: Claim, pair: SealedPair, tx: Tx): Promise<StatusChange | null> {
    const values = [id, generation, pair.accessToken, pair.refreshToken, pair.scopes, pair.expiresIn];
    return changed(keepOf(table), values, tx);
  }

  /** Notes what a failed exchange means; null when the generation has moved on, or somebody else holds the lease by now. */
  settle(
    { table, id }: ConnectionRef,
    generation: number,
    leaseOwner: string | null,
    { status, reason, retryIn }: Verdict,
    tx: Tx,
  ): Promise<StatusChange | null> {
    return changed(settleOf(table), [id, generation, leaseOwner, status, reason, retryIn], tx);
  }

  /** Puts a pair of a new grant into a row that is there; clears its failure. @returns its generation, null without the row */
  async put({ table, id, accountId }: CredentialHome, pair: SealedPair, tx: Tx): Promise<number | null> {
    const values = [id, accountId, pair.accessToken, pair.refreshToken, pair.scopes, pair.expiresIn];
    const [[row]] = await managerOf(tx).query<[{ generation: number }[], number]>(putOf(table), values);
    return row?.generation ?? null;
  }

  /** Looks at it again later, without a word about how it fares. */
  async postpone({ table, id }: ConnectionRef, generation: number, seconds: number): Promise<void> {
    await this.rows.query(
      `UPDATE ${table} SET next_try_at = now() + make_interval(secs => $3) WHERE id = $1 AND generation = $2 AND lease_owner IS NULL`,
      [id, generation, seconds],
    );
  }

  /** A pair that came for a connection that is gone: nobody will use it, so the platform shall forget it. */
  async abandon(claim: Claim, pair: SealedPair, tx: Tx): Promise<void> {
    const { table, id, accountId, platform, subjectId } = claim;
    await managerOf(tx).query(
      `INSERT INTO platform_revocations (id, platform, subject_id, sealed_at, access_token, refresh_token)
       SELECT $2, $3, $4, $5, $6, $7 WHERE NOT EXISTS (SELECT FROM ${table} WHERE id = $1)`,
      [id, newId(), platform, subjectId, `${table}/${id}/${accountId}`, pair.accessToken, pair.refreshToken],
    );
  }
}

async function changed(statement: string, values: unknown[], tx: Tx): Promise<StatusChange | null> {
  const [[change]] = await managerOf(tx).query<[StatusChange[], number]>(statement, values);
  return change ?? null;
}
