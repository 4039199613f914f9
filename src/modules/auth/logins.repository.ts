import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { newId } from '../../common/new-id.js';
import { LookupStatements } from '../../database/lookup-statements.js';
import { managerOf, within, type Tx } from '../../database/transactions.js';
import type { LiveLogin, LoginEnd } from './auth.types.js';
import { LoginEntity } from './login.entity.js';
import { LOGIN_IDLE_SECONDS, LOGIN_KEPT_SECONDS, LOGIN_TOTAL_SECONDS } from './logins.rules.js';
import { RefreshTokenEntity } from './refresh-token.entity.js';

/** Rows of one purge statement: small enough that it never reaches the statement timeout. */
const PURGE_BATCH = 2_000;

@Injectable()
export class LoginsRepository {
  constructor(
    @InjectRepository(LoginEntity) private readonly logins: Repository<LoginEntity>,
    @InjectRepository(RefreshTokenEntity) private readonly tokens: Repository<RefreshTokenEntity>,
    private readonly lookups: LookupStatements,
  ) {}

  /** Runs for every request of a person, for many at once: primary keys only, and the person's status as it is now. */
  async findLive(loginIds: readonly string[]): Promise<(LiveLogin | null)[]> {
    const rows = await this.lookups.rows<LiveLogin>(
      'live logins',
      `SELECT l.id AS "loginId", u.id AS "userId", u.username, u.is_system_admin AS "isSystemAdmin"
       FROM logins l JOIN users u ON u.id = l.user_id
       WHERE l.id = ANY($1::uuid[]) AND l.ended_at IS NULL AND l.expires_at > now() AND u.status = 'active' AND u.kind = 'human'`,
      [loginIds],
    );
    const byId = new Map(rows.map((row) => [row.loginId, row]));
    return loginIds.map((id) => byId.get(id) ?? null);
  }

  async add(userId: string, tx: Tx): Promise<string> {
    const id = newId();
    await managerOf(tx).query(
      `INSERT INTO logins (id, user_id, expires_at) VALUES ($1, $2, now() + make_interval(secs => $3))`,
      [id, userId, LOGIN_IDLE_SECONDS],
    );
    return id;
  }

  async addToken(loginId: string, tokenHash: Buffer, tx: Tx): Promise<void> {
    await within(this.tokens, tx).insert({ loginId, tokenHash });
  }

  /** Takes the place of the token, if it is the live one of a live login: of any number of requests, one does. */
  async supersede(tokenHash: Buffer, tx: Tx): Promise<LiveLogin | null> {
    const [rows] = await managerOf(tx).query<[LiveLogin[], number]>(
      `UPDATE refresh_tokens t SET superseded_at = now()
       FROM logins l JOIN users u ON u.id = l.user_id
       WHERE t.token_hash = $1 AND t.superseded_at IS NULL AND l.id = t.login_id
         AND l.ended_at IS NULL AND l.expires_at > now() AND u.status = 'active' AND u.kind = 'human'
       RETURNING l.id AS "loginId", u.id AS "userId", u.username, u.is_system_admin AS "isSystemAdmin"`,
      [tokenHash],
    );
    return rows[0] ?? null;
  }

  /** Lets the login live on; false when it ended a moment ago. */
  async extend(loginId: string, tx: Tx): Promise<boolean> {
    const [, count] = await managerOf(tx).query<[unknown, number]>(
      `UPDATE logins SET expires_at = least(now() + make_interval(secs => $2), created_at + make_interval(secs => $3))
       WHERE id = $1 AND ended_at IS NULL AND expires_at > now()`,
      [loginId, LOGIN_IDLE_SECONDS, LOGIN_TOTAL_SECONDS],
    );
    return count > 0;
  }

  /** Ends the login that a superseded token belongs to; null when there is none such, or it is over. */
  async endByReuse(tokenHash: Buffer, tx: Tx): Promise<{ loginId: string; userId: string; username: string } | null> {
    const [rows] = await managerOf(tx).query<[{ loginId: string; userId: string; username: string }[], number]>(
      `UPDATE logins l SET ended_at = now(), end_reason = 'reuse', expires_at = least(l.expires_at, now())
       FROM refresh_tokens t, users u
       WHERE t.token_hash = $1 AND t.superseded_at IS NOT NULL AND l.id = t.login_id AND l.ended_at IS NULL
         AND l.expires_at > now() AND u.id = l.user_id
       RETURNING l.id AS "loginId", u.id AS "userId", u.username`,
      [tokenHash],
    );
    return rows[0] ?? null;
  }

  /** @returns whether this call ended it */
  async end(loginId: string, reason: LoginEnd, tx: Tx): Promise<boolean> {
    const [, count] = await managerOf(tx).query<[unknown, number]>(
      `UPDATE logins SET ended_at = now(), end_reason = $2, expires_at = least(expires_at, now())
       WHERE id = $1 AND ended_at IS NULL`,
      [loginId, reason],
    );
    return count > 0;
  }

  /** @returns the ids of those that this call ended */
  async endOthers(userId: string, exceptLoginId: string | null, reason: LoginEnd, tx: Tx): Promise<string[]> {
    const [rows] = await managerOf(tx).query<[{ id: string }[], number]>(
      `UPDATE logins SET ended_at = now(), end_reason = $3, expires_at = least(expires_at, now())
       WHERE user_id = $1 AND id IS DISTINCT FROM $2::uuid AND ended_at IS NULL AND expires_at > now() RETURNING id`,
      [userId, exceptLoginId, reason],
    );
    return rows.map(({ id }) => id);
  }

  /** Forgets logins that were over long ago, with their tokens. */
  async purge(): Promise<void> {
    for (;;) {
      const [, count] = await this.logins.query<[unknown, number]>(
        `DELETE FROM logins WHERE id IN
           (SELECT id FROM logins WHERE expires_at < now() - make_interval(secs => $1) ORDER BY expires_at LIMIT $2)`,
        [LOGIN_KEPT_SECONDS, PURGE_BATCH],
      );
      if (count < PURGE_BATCH) return;
    }
  }
}
