import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One event of a turn's log, as it is sent. Kept for a while after the end, for readers that come back. */
@Entity('chat_events')
export class ChatEventEntity {
  @PrimaryColumn({ type: 'uuid', name: 'turn_id', primaryKeyConstraintName: 'chat_events_pkey' })
  readonly turnId!: string;

  /** Counted from 1, without gaps. */
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'chat_events_pkey' })
  readonly seq!: number;

  @Column({ type: 'text', update: false })
  readonly frame!: string;
}
