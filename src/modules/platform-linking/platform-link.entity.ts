import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { ProofMode } from '../../common/access/principal.js';
import type { LinkPlatform } from '../../common/platforms.js';

/** A chat identity belongs to a user. */
@Entity('platform_links')
@Unique('platform_links_identity_key', ['platform', 'platformUserId'])
@Unique('platform_links_link_token_id_key', ['linkTokenId'])
@Index('platform_links_user_id_idx', ['userId'])
@Check(
  'platform_links_platform_known',
  `platform IN ('DISCORD', 'TELEGRAM', 'SLACK', 'TEAMS', 'WHATSAPP', 'GITHUB', 'LINEAR')`,
)
export class PlatformLinkEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'platform_links_pkey' })
  readonly id!: string;

  @Column({ type: 'text', update: false })
  readonly platform!: LinkPlatform;

  @Column({ type: 'text', name: 'platform_user_id', update: false })
  readonly platformUserId!: string;

  @Column({ type: 'text', name: 'platform_username', nullable: true, update: false })
  readonly platformUsername!: string | null;

  @Column({ type: 'uuid', name: 'user_id', update: false })
  readonly userId!: string;

  /** The token that made this link; null once the token is purged. */
  @Column({ type: 'uuid', name: 'link_token_id', nullable: true })
  readonly linkTokenId!: string | null;

  @Column({ type: 'text', update: false })
  readonly proof!: ProofMode;

  @Column({ type: 'timestamptz', name: 'linked_at', default: () => 'now()', update: false })
  readonly linkedAt!: Date;
}
