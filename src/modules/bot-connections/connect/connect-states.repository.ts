import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { BotPlatform } from '../../../common/platforms.js';
import type { ConnectPurpose } from '../../providers/index.js';
import { ConnectStateEntity } from './connect-state.entity.js';
import type { ConnectTarget, PendingConnect } from './connect.types.js';

export type NewConnectState = ConnectTarget &
  Pick<ConnectStateEntity, 'stateHash' | 'userId' | 'loginId' | 'browserHash' | 'verifier'>;

/** Who may take a state: whoever began it, for what they began it; or the browser it was begun in. */
export type StateHolder =
  | { readonly userId: string; readonly purpose: ConnectPurpose; readonly accountId: string | null }
  | { readonly browserHash: Buffer; readonly purposes: readonly ConnectPurpose[] };

/** In time, for this platform, begun by somebody who is active. */
const TAKE = (held: string): string => `
  DELETE FROM connect_states s USING users u
  WHERE s.state_hash = $1 AND s.platform = $2 AND s.expires_at > now() AND u.id = s.user_id AND u.status = 'active' AND ${held}
  RETURNING s.platform, s.purpose, s.account_id AS "accountId", s.user_id AS "userId", u.username,
    u.is_system_admin AS "isSystemAdmin", s.login_id AS "loginId", s.verifier`;

const OF_CALLER = TAKE('s.user_id = $3 AND s.purpose = $4 AND s.account_id IS NOT DISTINCT FROM $5::uuid');
const OF_BROWSER = TAKE('s.browser_hash = $3 AND s.purpose = ANY($4::text[])');

@Injectable()
export class ConnectStatesRepository {
  constructor(@InjectRepository(ConnectStateEntity) private readonly rows: Repository<ConnectStateEntity>) {}

  /** @returns when it expires, by the clock of the database */
  async add(state: NewConnectState, seconds: number): Promise<Date> {
    const { stateHash, platform, purpose, accountId, userId, loginId, browserHash, verifier } = state;
    const [row] = await this.rows.query<{ expires_at: Date }[]>(
      `INSERT INTO connect_states (state_hash, platform, purpose, account_id, user_id, login_id, browser_hash, verifier, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(secs => $9)) RETURNING expires_at`,
      [stateHash, platform, purpose, accountId, userId, loginId, browserHash, verifier, seconds],
    );
    if (!row) throw new Error('A state was not stored');
    return row.expires_at;
  }

  /** Takes the state away, if it is all that the holder says: of any number of requests, one gets it. The verifier is sealed yet. */
  async take(stateHash: Buffer, platform: BotPlatform, holder: StateHolder): Promise<PendingConnect | null> {
    const [sql, held] =
      'userId' in holder
        ? [OF_CALLER, [holder.userId, holder.purpose, holder.accountId]]
        : [OF_BROWSER, [holder.browserHash, holder.purposes]];
    const [rows] = await this.rows.query<[PendingConnect[], number]>(sql, [stateHash, platform, ...held]);
    return rows[0] ?? null;
  }

  async purge(): Promise<void> {
    await this.rows.query('DELETE FROM connect_states WHERE expires_at <= now()');
  }
}
