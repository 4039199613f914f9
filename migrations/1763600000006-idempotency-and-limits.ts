import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdempotencyAndLimits1763600000006 implements MigrationInterface {
  readonly name = 'IdempotencyAndLimits1763600000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE idempotent_answers (
        id            bytea       CONSTRAINT idempotent_answers_pkey PRIMARY KEY,
        answer_sealed text,
        secret_until  timestamptz,
        created_at    timestamptz NOT NULL DEFAULT now(),
        expires_at    timestamptz NOT NULL,
        CONSTRAINT idempotent_answers_only_secrets_are_forgotten CHECK (answer_sealed IS NOT NULL OR secret_until IS NOT NULL)
      )`);
    await runner.query(`CREATE INDEX idempotent_answers_expires_at_idx ON idempotent_answers (expires_at)`);
    // The shape that rate-limiter-flexible's PostgreSQL store expects. Losing it in a crash loses nothing but a minute's counts.
    await runner.query(`
      CREATE UNLOGGED TABLE rate_limits (
        key    varchar(255) CONSTRAINT rate_limits_pkey PRIMARY KEY,
        points integer      NOT NULL DEFAULT 0,
        expire bigint
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE rate_limits, idempotent_answers`);
  }
}
