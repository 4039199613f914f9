import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('idempotent_answers')
@Index('idempotent_answers_expires_at_idx', ['expiresAt'])
@Check('idempotent_answers_only_secrets_are_forgotten', 'answer_sealed IS NOT NULL OR secret_until IS NOT NULL')
export class IdempotentAnswerEntity {
  /** SHA-256 of caller, method, path and key: paths may hold link tokens, so none is stored readable. */
  @PrimaryColumn({ type: 'bytea', primaryKeyConstraintName: 'idempotent_answers_pkey' })
  readonly id!: Buffer;

  /** The first answer, sealed as it may hold a secret; null once its secret is no longer kept. */
  @Column({ type: 'text', name: 'answer_sealed', nullable: true })
  answerSealed!: string | null;

  @Column({ type: 'timestamptz', name: 'secret_until', nullable: true })
  readonly secretUntil!: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()', update: false })
  readonly createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  readonly expiresAt!: Date;
}
