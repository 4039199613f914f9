import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { BotPlatform } from '../../common/platforms.js';
import type { CommandKind, CommandStatus, SaidResult, Saying } from './worker.types.js';

/** Something that the worker of a channel shall do, until it did, could not, or it is too late. */
@Entity('bot_commands')
@Check('bot_commands_platform_known', `platform IN ('twitch', 'youtube', 'kick', 'trovo', 'discord')`)
@Check('bot_commands_kind_known', `kind IN ('rejoin', 'leave', 'sync', 'say')`)
@Check('bot_commands_status_known', `status IN ('queued', 'delivered', 'acked', 'failed', 'expired')`)
@Check('bot_commands_settled_once', `(settled_at IS NULL) = (status IN ('queued', 'delivered'))`)
@Check('bot_commands_claim_whole', `(claimed_at IS NULL) = (claimed_fence IS NULL)`)
@Unique('bot_commands_seq_key', ['seq'])
@Index('bot_commands_open_idx', ['accountId', 'platform'], { where: `settled_at IS NULL` })
@Index('bot_commands_due_idx', ['deadline'], { where: `settled_at IS NULL` })
@Index('bot_commands_one_open_rejoin_key', ['accountId', 'platform'], {
  unique: true,
  where: `settled_at IS NULL AND kind = 'rejoin'`,
})
@Index('bot_commands_account_id_idx', ['accountId'])
@Index('bot_commands_requested_by_idx', ['requestedBy'])
@Index('bot_commands_settled_at_idx', ['settledAt'])
export class BotCommandEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'bot_commands_pkey' })
  readonly id!: string;

  /** What a stream of commands is resumed by. */
  @Column({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' })
  readonly seq!: string;

  @Column({ type: 'varchar', length: 16 })
  readonly kind!: CommandKind;

  @ForeignKey('accounts', { name: 'bot_commands_account_id_fkey', onDelete: 'CASCADE' })
  @Column({ type: 'uuid', name: 'account_id' })
  readonly accountId!: string;

  @Column({ type: 'varchar', length: 16 })
  readonly platform!: BotPlatform;

  @Column({ type: 'varchar', length: 16, default: 'queued' })
  readonly status!: CommandStatus;

  /** What people wrote is forgotten as soon as it was said. */
  @Column({ type: 'jsonb', nullable: true })
  readonly payload!: Saying | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  readonly code!: string | null;

  @Column({ type: 'varchar', length: 500, nullable: true })
  readonly detail!: string | null;

  @Column({ type: 'jsonb', nullable: true })
  readonly result!: SaidResult | null;

  @ForeignKey('users', { name: 'bot_commands_requested_by_fkey', onDelete: 'SET NULL' })
  @Column({ type: 'uuid', name: 'requested_by', nullable: true })
  readonly requestedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column({ type: 'timestamptz' })
  readonly deadline!: Date;

  @Column({ type: 'timestamptz', name: 'delivered_at', nullable: true })
  readonly deliveredAt!: Date | null;

  @Column({ type: 'varchar', length: 80, name: 'delivered_to', nullable: true })
  readonly deliveredTo!: string | null;

  /** Of the lease it was delivered under: a later holder gets it anew. */
  @Column({ type: 'bigint', name: 'delivered_fence', nullable: true })
  readonly deliveredFence!: string | null;

  /** From then on only its claimer knows what became of it. */
  @Column({ type: 'timestamptz', name: 'claimed_at', nullable: true })
  readonly claimedAt!: Date | null;

  @Column({ type: 'bigint', name: 'claimed_fence', nullable: true })
  readonly claimedFence!: string | null;

  @Column({ type: 'timestamptz', name: 'settled_at', nullable: true })
  readonly settledAt!: Date | null;
}
