import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { PassthroughRule } from '../../common/access/passthrough-rules.js';
import type { TokenPermission } from '../../common/access/token-permissions.js';
import type { RevokedBecause } from './api-token.types.js';

/** An API token of a person or a bot. Its secrets are rows of their own. */
@Entity('api_tokens')
@Index('api_tokens_user_id_idx', ['userId'])
@Index('api_tokens_created_by_idx', ['createdBy'])
@Index('api_tokens_account_id_idx', ['accountId'])
@Check('api_tokens_have_scopes', `cardinality(scopes) > 0`)
@Check('api_tokens_revoked_for_a_reason', `(revoked_at IS NULL) = (revoked_because IS NULL)`)
export class ApiTokenEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'api_tokens_pkey' })
  readonly id!: string;

  /** Whom it makes its bearer. */
  @Column({ type: 'uuid', name: 'user_id', update: false })
  readonly userId!: string;

  /** Who made it: the same person, or the owner of the bot. */
  @Column({ type: 'uuid', name: 'created_by', nullable: true })
  readonly createdBy!: string | null;

  @Column({ type: 'text' })
  readonly title!: string;

  @Column({ type: 'text', array: true, update: false })
  readonly scopes!: TokenPermission[];

  /** The only account it may be used for; null = every account of its user. */
  @Column({ type: 'uuid', name: 'account_id', nullable: true, update: false })
  readonly accountId!: string | null;

  /** null = from everywhere. */
  @Column({ type: 'text', name: 'allowed_cidrs', array: true, nullable: true })
  readonly allowedCidrs!: string[] | null;

  /** What it may call on platforms; null = everything. */
  @Column({ type: 'jsonb', name: 'passthrough_rules', nullable: true, update: false })
  readonly passthroughRules!: PassthroughRule[] | null;

  /** Of the current secret, counted from 1. */
  @Column({ type: 'integer', default: 1 })
  readonly generation!: number;

  @Column({ type: 'timestamptz', name: 'expires_at', nullable: true })
  readonly expiresAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()', update: false })
  readonly createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'rotated_at', nullable: true })
  readonly rotatedAt!: Date | null;

  /** At most a minute late: uses are gathered and written together. */
  @Column({ type: 'timestamptz', name: 'last_used_at', nullable: true })
  readonly lastUsedAt!: Date | null;

  /** Masked. */
  @Column({ type: 'text', name: 'last_used_ip', nullable: true })
  readonly lastUsedIp!: string | null;

  /** Somebody reported a secret of it as public. */
  @Column({ type: 'timestamptz', name: 'leak_reported_at', nullable: true })
  readonly leakReportedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true })
  readonly revokedAt!: Date | null;

  @Column({ type: 'text', name: 'revoked_because', nullable: true })
  readonly revokedBecause!: RevokedBecause | null;
}
