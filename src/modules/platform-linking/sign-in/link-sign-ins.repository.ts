import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { SignInPlatform } from '../../../common/platforms.js';
import { managerOf, type Tx } from '../../../database/transactions.js';
import { LinkSignInEntity } from './link-sign-in.entity.js';

export type NewLinkSignIn = Pick<
  LinkSignInEntity,
  'stateHash' | 'linkTokenId' | 'userId' | 'loginId' | 'browserHash' | 'verifier'
>;

/** A sign-in as it was begun. */
export type PendingSignIn = Pick<LinkSignInEntity, 'linkTokenId' | 'userId' | 'loginId' | 'verifier'> & {
  readonly username: string;
};

@Injectable()
export class LinkSignInsRepository {
  constructor(@InjectRepository(LinkSignInEntity) private readonly rows: Repository<LinkSignInEntity>) {}

  /** Takes the place of the one that was under way for this token, so that of several only the last counts. */
  async put(signIn: NewLinkSignIn, seconds: number, tx: Tx): Promise<void> {
    const { stateHash, linkTokenId, userId, loginId, browserHash, verifier } = signIn;
    await managerOf(tx).query(
      `INSERT INTO link_sign_ins (state_hash, link_token_id, user_id, login_id, browser_hash, verifier, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(secs => $7))
       ON CONFLICT (link_token_id) DO UPDATE
       SET state_hash = excluded.state_hash, user_id = excluded.user_id, login_id = excluded.login_id,
         browser_hash = excluded.browser_hash, verifier = excluded.verifier, created_at = now(), expires_at = excluded.expires_at`,
      [stateHash, linkTokenId, userId, loginId, browserHash, verifier, seconds],
    );
  }

  /**
   * Takes the sign-in away, if it is of this browser and platform, in time, and of whoever confirmed the token, who is active and still signed
   * in: of any number of requests, one gets it. The verifier is sealed yet.
   */
  async take(stateHash: Buffer, browserHash: Buffer, platform: SignInPlatform): Promise<PendingSignIn | null> {
    const [rows] = await this.rows.query<[PendingSignIn[], number]>(
      `DELETE FROM link_sign_ins s USING link_tokens t, users u
       WHERE s.state_hash = $1 AND s.browser_hash = $2 AND s.expires_at > now()
         AND t.id = s.link_token_id AND t.platform = $3 AND t.confirmed_by = s.user_id
         AND u.id = s.user_id AND u.status = 'active'
         AND (s.login_id IS NULL OR EXISTS (
           SELECT FROM logins l WHERE l.id = s.login_id AND l.ended_at IS NULL AND l.expires_at > now()))
       RETURNING s.link_token_id AS "linkTokenId", s.user_id AS "userId", u.username, s.login_id AS "loginId", s.verifier`,
      [stateHash, browserHash, platform],
    );
    return rows[0] ?? null;
  }

  async purge(): Promise<void> {
    await this.rows.query('DELETE FROM link_sign_ins WHERE expires_at <= now()');
  }
}
