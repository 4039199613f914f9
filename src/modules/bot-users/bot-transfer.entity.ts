import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** A bot that waits for a person to take it over. The kind is there for the foreign key, which proves that it is a person. */
@Entity('bot_transfers')
@Unique('bot_transfers_one_per_bot_key', ['botId'])
@Index('bot_transfers_new_owner_id_idx', ['newOwnerId'])
@Check('bot_transfers_to_humans', `new_owner_kind = 'human'`)
export class BotTransferEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'bot_transfers_pkey' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'bot_id', update: false })
  readonly botId!: string;

  @Column({ type: 'uuid', name: 'new_owner_id', update: false })
  readonly newOwnerId!: string;

  @Column({ type: 'text', name: 'new_owner_kind', default: 'human', update: false })
  readonly newOwnerKind!: string;

  @Column({ type: 'timestamptz', name: 'requested_at', default: () => 'now()', update: false })
  readonly requestedAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at', update: false })
  readonly expiresAt!: Date;
}
