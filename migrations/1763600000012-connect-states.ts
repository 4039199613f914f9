import type { MigrationInterface, QueryRunner } from 'typeorm';

const SUBJECTS = [
  ['bot_connections', 'bot_user_id'],
  ['channel_connections', 'channel_id'],
] as const;

export class ConnectStates1763600000012 implements MigrationInterface {
  readonly name = 'ConnectStates1763600000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE connect_states (
        state_hash   bytea       CONSTRAINT connect_states_pkey PRIMARY KEY,
        platform     varchar(16) NOT NULL,
        purpose      varchar(16) NOT NULL,
        account_id   uuid        CONSTRAINT connect_states_account_id_fkey REFERENCES accounts ON DELETE CASCADE,
        user_id      uuid        NOT NULL CONSTRAINT connect_states_user_id_fkey REFERENCES users ON DELETE CASCADE,
        login_id     uuid,
        browser_hash bytea,
        verifier     text,
        created_at   timestamptz NOT NULL DEFAULT now(),
        expires_at   timestamptz NOT NULL,
        CONSTRAINT connect_states_purpose_known CHECK (purpose IN ('bot', 'channel', 'global_bot')),
        CONSTRAINT connect_states_global_without_account CHECK ((purpose = 'global_bot') = (account_id IS NULL))
      )`);
    for (const column of ['account_id', 'user_id', 'expires_at'])
      await runner.query(`CREATE INDEX connect_states_${column}_idx ON connect_states (${column})`);
    await this.queueReplaced(runner);
  }

  /** When another identity takes the place of the one before, the credential of that one is handed over for revocation too. */
  private async queueReplaced(runner: QueryRunner): Promise<void> {
    for (const [table, subject] of SUBJECTS)
      await runner.query(`
        CREATE TRIGGER ${table}_queue_replaced AFTER UPDATE OF ${subject} ON ${table}
        FOR EACH ROW WHEN (OLD.${subject} <> NEW.${subject}) EXECUTE FUNCTION queue_platform_revocation('${subject}')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table] of SUBJECTS) await runner.query(`DROP TRIGGER ${table}_queue_replaced ON ${table}`);
    await runner.query(`DROP TABLE connect_states`);
  }
}
