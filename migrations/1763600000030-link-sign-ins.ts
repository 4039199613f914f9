import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LinkSignIns1763600000030 implements MigrationInterface {
  readonly name = 'LinkSignIns1763600000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE link_sign_ins (
        state_hash    bytea       CONSTRAINT link_sign_ins_pkey PRIMARY KEY,
        link_token_id uuid        NOT NULL CONSTRAINT link_sign_ins_link_token_id_fkey REFERENCES link_tokens ON DELETE CASCADE,
        user_id       uuid        NOT NULL CONSTRAINT link_sign_ins_user_id_fkey REFERENCES users ON DELETE CASCADE,
        login_id      uuid,
        browser_hash  bytea       NOT NULL,
        verifier      text,
        created_at    timestamptz NOT NULL DEFAULT now(),
        expires_at    timestamptz NOT NULL,
        CONSTRAINT link_sign_ins_link_token_id_key UNIQUE (link_token_id)
      )`);
    for (const column of ['user_id', 'expires_at'])
      await runner.query(`CREATE INDEX link_sign_ins_${column}_idx ON link_sign_ins (${column})`);
    await this.requireOfAwaiting(runner, `confirmed_by IS NOT NULL AND (proof <> 'code' OR code_sealed IS NOT NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE link_sign_ins`);
    await runner.query(`DELETE FROM link_tokens WHERE state = 'awaiting_proof' AND code_sealed IS NULL`);
    await this.requireOfAwaiting(runner, `confirmed_by IS NOT NULL AND code_sealed IS NOT NULL`);
  }

  /** A token that waits for its proof has a person; only one that waits for a code has a code. */
  private async requireOfAwaiting(runner: QueryRunner, what: string): Promise<void> {
    await runner.query(`
      ALTER TABLE link_tokens DROP CONSTRAINT link_tokens_awaiting_person,
        ADD CONSTRAINT link_tokens_awaiting_person CHECK (state <> 'awaiting_proof' OR (${what}))`);
  }
}
