import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Passthrough1763600000014 implements MigrationInterface {
  readonly name = 'Passthrough1763600000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE api_tokens ADD COLUMN passthrough_rules jsonb`);
    await runner.query(`
      CREATE TABLE sent_messages (
        id         uuid        CONSTRAINT sent_messages_pkey PRIMARY KEY,
        state      varchar(8)  NOT NULL DEFAULT 'sending',
        since      timestamptz NOT NULL DEFAULT now(),
        answer     jsonb,
        expires_at timestamptz NOT NULL,
        CONSTRAINT sent_messages_state_known CHECK (state IN ('sending', 'sent', 'failed', 'unknown')),
        CONSTRAINT sent_messages_sent_has_answer CHECK ((state = 'sent') = (answer IS NOT NULL))
      )`);
    await runner.query(`CREATE INDEX sent_messages_expires_at_idx ON sent_messages (expires_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE sent_messages`);
    await runner.query(`ALTER TABLE api_tokens DROP COLUMN passthrough_rules`);
  }
}
