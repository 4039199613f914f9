import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Who owns a bot. The kinds are there for the foreign keys, which prove them: a bot never owns a bot. */
@Entity('bot_owners')
@Index('bot_owners_owner_id_idx', ['ownerId'])
@Check('bot_owners_human_owns_bot', `bot_kind = 'bot' AND owner_kind = 'human'`)
export class BotOwnerEntity {
  @PrimaryColumn({ type: 'uuid', name: 'bot_id', primaryKeyConstraintName: 'bot_owners_pkey' })
  readonly botId!: string;

  @Column({ type: 'text', name: 'bot_kind', default: 'bot', update: false })
  readonly botKind!: string;

  @Column({ type: 'uuid', name: 'owner_id' })
  readonly ownerId!: string;

  @Column({ type: 'text', name: 'owner_kind', default: 'human', update: false })
  readonly ownerKind!: string;

  @Column({ type: 'timestamptz', name: 'owned_since', default: () => 'now()' })
  readonly ownedSince!: Date;
}
