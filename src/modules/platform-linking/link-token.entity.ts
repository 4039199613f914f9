import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { ProofMode } from '../../common/access/principal.js';
import type { LinkPlatform } from '../../common/platforms.js';
import type { LinkTokenState } from './link-token.rules.js';

/** A one-time invitation to link one chat identity. */
@Entity('link_tokens')
@Unique('link_tokens_token_hash_key', ['tokenHash'])
@Index('link_tokens_one_open_per_identity_key', ['platform', 'platformUserId'], { unique: true, where: 'open' })
@Index('link_tokens_expires_at_idx', ['expiresAt'])
@Index('link_tokens_confirmed_by_idx', ['confirmedBy'])
@Index('link_tokens_issued_by_idx', ['issuedBy'])
@Check(
  'link_tokens_state_known',
  `state IN ('pending', 'awaiting_proof', 'used', 'superseded', 'declined', 'exhausted')`,
)
@Check('link_tokens_open_states', `open = (state IN ('pending', 'awaiting_proof'))`)
@Check('link_tokens_proof_known', `proof IN ('none', 'code', 'platform')`)
@Check(
  'link_tokens_awaiting_person',
  `state <> 'awaiting_proof' OR (confirmed_by IS NOT NULL AND (proof <> 'code' OR code_sealed IS NOT NULL))`,
)
@Check('link_tokens_wrong_codes_bounded', `wrong_codes BETWEEN 0 AND 5`)
export class LinkTokenEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'link_tokens_pkey' })
  readonly id!: string;

  /** SHA-256 of the token. The token itself is in the link alone. */
  @Column({ type: 'bytea', name: 'token_hash', update: false })
  readonly tokenHash!: Buffer;

  @Column({ type: 'text', update: false })
  readonly platform!: LinkPlatform;

  @Column({ type: 'text', name: 'platform_user_id', update: false })
  readonly platformUserId!: string;

  @Column({ type: 'text', name: 'platform_username', nullable: true, update: false })
  readonly platformUsername!: string | null;

  @Column({ type: 'text', name: 'channel_id', nullable: true, update: false })
  readonly channelId!: string | null;

  @Column({ type: 'text', update: false })
  readonly proof!: ProofMode;

  /** The service key that asked; null for the key of the environment. */
  @Column({ type: 'uuid', name: 'issued_by', nullable: true, update: false })
  readonly issuedBy!: string | null;

  /** Pending or awaiting proof: at most one such row per chat identity, by unique index. */
  @Column({ type: 'boolean', default: true })
  readonly open!: boolean;

  @Column({ type: 'text', default: 'pending' })
  readonly state!: LinkTokenState;

  /** Who confirmed: the person the link is or will be for. */
  @Column({ type: 'uuid', name: 'confirmed_by', nullable: true })
  readonly confirmedBy!: string | null;

  /** The six digits shown to the person, sealed: a digest of so few would not hide them. */
  @Column({ type: 'text', name: 'code_sealed', nullable: true })
  readonly codeSealed!: string | null;

  /** And sign-ins as somebody else. */
  @Column({ type: 'integer', name: 'wrong_codes', default: 0 })
  readonly wrongCodes!: number;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()', update: false })
  readonly createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at', update: false })
  readonly expiresAt!: Date;
}
