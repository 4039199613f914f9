import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { OidcStateEntity } from './oidc-state.entity.js';

export type NewOidcState = Pick<OidcStateEntity, 'stateHash' | 'browserHash' | 'sealed'>;

@Injectable()
export class OidcStatesRepository {
  constructor(@InjectRepository(OidcStateEntity) private readonly rows: Repository<OidcStateEntity>) {}

  async add({ stateHash, browserHash, sealed }: NewOidcState, seconds: number): Promise<void> {
    await this.rows.query(
      `INSERT INTO oidc_states (state_hash, browser_hash, sealed, expires_at)
       VALUES ($1, $2, $3, now() + make_interval(secs => $4))`,
      [stateHash, browserHash, sealed, seconds],
    );
  }

  /** Takes the state away, if it is this browser's and in time: of any number of requests, one gets it. */
  async take(stateHash: Buffer, browserHash: Buffer): Promise<string | null> {
    const [rows] = await this.rows.query<[{ sealed: string }[], number]>(
      `DELETE FROM oidc_states WHERE state_hash = $1 AND browser_hash = $2 AND expires_at > now() RETURNING sealed`,
      [stateHash, browserHash],
    );
    return rows[0]?.sealed ?? null;
  }

  async purge(): Promise<void> {
    await this.rows.query('DELETE FROM oidc_states WHERE expires_at <= now()');
  }
}
