import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Concurrency } from '../turns/turn.types.js';

/** A conversation of one person with the assistant. */
@Entity('chat_sessions')
@Index('chat_sessions_user_id_idx', ['userId', 'id'])
@Index('chat_sessions_last_used_at_idx', ['lastUsedAt'])
@Check('chat_sessions_concurrency_known', `concurrency IN ('queue', 'reject', 'interrupt')`)
export class ChatSessionEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'chat_sessions_pkey' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'user_id', update: false })
  readonly userId!: string;

  /** What happens to a message that arrives while another is answered. */
  @Column({ type: 'text', default: 'queue' })
  readonly concurrency!: Concurrency;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()', update: false })
  readonly createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'last_used_at', default: () => 'now()' })
  readonly lastUsedAt!: Date;
}
