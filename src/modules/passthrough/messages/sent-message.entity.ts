import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { MessageState } from './message-state.types.js';

/** A message that was sent under an `Idempotency-Key`: how far it got. Never its text. */
@Entity('sent_messages')
@Check('sent_messages_state_known', `state IN ('sending', 'sent', 'failed', 'unknown')`)
@Check('sent_messages_sent_has_answer', `(state = 'sent') = (answer IS NOT NULL)`)
@Index('sent_messages_expires_at_idx', ['expiresAt'])
export class SentMessageEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'sent_messages_pkey' })
  readonly id!: string;

  @Column({ type: 'varchar', length: 8, default: 'sending' })
  readonly state!: MessageState;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly since!: Date;

  @Column({ type: 'jsonb', nullable: true })
  readonly answer!: object | null;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  readonly expiresAt!: Date;
}
