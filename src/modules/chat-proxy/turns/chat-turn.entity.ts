import { Check, Column, Entity, Generated, Index, PrimaryColumn, Unique } from 'typeorm';
import type { LinkPlatform } from '../../../common/platforms.js';
import type { TurnState } from './turn.types.js';

/** One message and its answer. Whatever its log says: it has ended when this row says so. */
@Entity('chat_turns')
@Unique('chat_turns_request_key_key', ['requestKey'])
@Index('chat_turns_one_running_per_session_key', ['sessionId'], { unique: true, where: `state = 'running'` })
@Index('chat_turns_session_id_idx', ['sessionId', 'place'])
@Index('chat_turns_user_id_idx', ['userId'])
@Index('chat_turns_open_idx', ['userId', 'place'], { where: `state IN ('queued', 'running')` })
@Index('chat_turns_ended_at_idx', ['endedAt'])
@Check('chat_turns_state_known', `state IN ('queued', 'running', 'completed', 'failed', 'cancelled', 'interrupted')`)
@Check('chat_turns_running_is_owned', `state <> 'running' OR (owner IS NOT NULL AND lease_until IS NOT NULL)`)
@Check(
  'chat_turns_ended_once',
  `(state IN ('queued', 'running')) = (ended_at IS NULL AND end_frames IS NULL AND events IS NULL)`,
)
@Check('chat_turns_identity_whole', `(platform IS NULL) = (platform_user_id IS NULL)`)
export class ChatTurnEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'chat_turns_pkey' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'session_id', update: false })
  readonly sessionId!: string;

  @Column({ type: 'uuid', name: 'user_id', update: false })
  readonly userId!: string;

  /** The id that the answer has as a message. */
  @Column({ type: 'uuid', name: 'answer_id', update: false })
  readonly answerId!: string;

  /** Turns wait in this order. */
  @Column({ type: 'bigint', update: false })
  @Generated('increment')
  readonly place!: string;

  /** Who asked for it: the service key, or the name of one that has no row. */
  @Column({ type: 'text', update: false })
  readonly service!: string;

  /** The chat identity that the message came from, when it was named. */
  @Column({ type: 'text', nullable: true, update: false })
  readonly platform!: LinkPlatform | null;

  @Column({ type: 'text', name: 'platform_user_id', nullable: true, update: false })
  readonly platformUserId!: string | null;

  @Column({ type: 'text', default: 'queued' })
  readonly state!: TurnState;

  /** Digest of service and `Idempotency-Key`; forgotten after a day. */
  @Column({ type: 'bytea', name: 'request_key', nullable: true })
  readonly requestKey!: Buffer | null;

  /** Digest of the body that came with it. */
  @Column({ type: 'text', nullable: true })
  readonly fingerprint!: string | null;

  /** The replica that runs it. */
  @Column({ type: 'uuid', nullable: true })
  readonly owner!: string | null;

  /** Grows with each change of hands: what a former owner still writes is refused by it. */
  @Column({ type: 'integer', default: 0 })
  readonly epoch!: number;

  /** Renewed by the owner; a turn whose lease ran out has lost its process. */
  @Column({ type: 'timestamptz', name: 'lease_until', nullable: true })
  readonly leaseUntil!: Date | null;

  @Column({ type: 'timestamptz', name: 'cancel_requested_at', nullable: true })
  readonly cancelRequestedAt!: Date | null;

  /** Tokens taken from the budgets at admission, given back or topped up at the end. */
  @Column({ type: 'integer', name: 'reserved_tokens', default: 0 })
  readonly reservedTokens!: number;

  /** Events in the log before the end; the frames of the end follow them. */
  @Column({ type: 'integer', nullable: true })
  readonly events!: number | null;

  @Column({ type: 'jsonb', name: 'end_frames', nullable: true })
  readonly endFrames!: string[] | null;

  @Column({ type: 'text', name: 'error_code', nullable: true })
  readonly errorCode!: string | null;

  @Column({ type: 'integer', name: 'input_tokens', nullable: true })
  readonly inputTokens!: number | null;

  @Column({ type: 'integer', name: 'output_tokens', nullable: true })
  readonly outputTokens!: number | null;

  @Column({ type: 'boolean', name: 'usage_estimated', nullable: true })
  readonly usageEstimated!: boolean | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()', update: false })
  readonly createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'started_at', nullable: true })
  readonly startedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'ended_at', nullable: true })
  readonly endedAt!: Date | null;
}
