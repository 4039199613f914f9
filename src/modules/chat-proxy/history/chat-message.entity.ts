import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { EndState } from '../turns/turn.types.js';

/** What a person said, or what they were answered. */
@Entity('chat_messages')
@Unique('chat_messages_one_per_role_key', ['turnId', 'role'])
@Index('chat_messages_session_id_idx', ['sessionId', 'id'])
@Check('chat_messages_role_known', `role IN ('user', 'assistant')`)
@Check('chat_messages_status_known', `status IN ('completed', 'failed', 'cancelled', 'interrupted')`)
export class ChatMessageEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'chat_messages_pkey' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'session_id', update: false })
  readonly sessionId!: string;

  @Column({ type: 'uuid', name: 'turn_id', update: false })
  readonly turnId!: string;

  @Column({ type: 'text', update: false })
  readonly role!: 'user' | 'assistant';

  @Column({ type: 'text', update: false })
  readonly text!: string;

  /** How the answer ended; what a person said is always completed. */
  @Column({ type: 'text', update: false })
  readonly status!: EndState;

  @Column({ type: 'integer', name: 'input_tokens', nullable: true, update: false })
  readonly inputTokens!: number | null;

  @Column({ type: 'integer', name: 'output_tokens', nullable: true, update: false })
  readonly outputTokens!: number | null;

  @Column({ type: 'boolean', name: 'usage_estimated', nullable: true, update: false })
  readonly usageEstimated!: boolean | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()', update: false })
  readonly createdAt!: Date;
}
