import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Tokens that a person or a service key spent on one day (UTC). */
@Entity('chat_usage')
export class ChatUsageEntity {
  @PrimaryColumn({ type: 'date', primaryKeyConstraintName: 'chat_usage_pkey' })
  readonly day!: string;

  /** `user:<id>` or `service:<id>`. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'chat_usage_pkey' })
  readonly spender!: string;

  @Column({ type: 'bigint' })
  readonly tokens!: string;
}
