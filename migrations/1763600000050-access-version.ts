import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the look-ups that are remembered read (see src/database/remembered-lookup.ts), and which changes count. An insert counts only where it could
 * change what was found before; columns that no such look-up reads (last uses, leases, validations) would end what is remembered for nothing.
 */
const READ: Readonly<Record<string, string>> = {
  users: 'UPDATE OF id, kind, username, status OR DELETE',
  bot_owners: 'INSERT OR UPDATE OR DELETE',
  accounts: 'UPDATE OF id, personal_of OR DELETE',
  account_members: 'UPDATE OR DELETE',
  api_tokens:
    'UPDATE OF id, user_id, title, scopes, account_id, allowed_cidrs, passthrough_rules, expires_at, created_at, revoked_at OR DELETE',
  api_token_secrets: 'UPDATE OR DELETE',
  provider_settings: 'INSERT OR UPDATE OR DELETE',
  provider_overrides: 'INSERT OR UPDATE OR DELETE',
  bot_connections: `INSERT OR UPDATE OF id, account_id, platform, bot_type, bot_username, bot_user_id, attached_to, access_token, refresh_token, scopes,
     expires_at, generation, status, status_reason, created_at, last_refreshed_at OR DELETE`,
  channel_connections: `INSERT OR UPDATE OF id, account_id, platform, channel_id, channel_login, access_token, refresh_token, scopes,
     expires_at, generation, status, status_reason, created_at, last_refreshed_at OR DELETE`,
};

export class AccessVersion1763600000050 implements MigrationInterface {
  readonly name = 'AccessVersion1763600000050';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE access_version (
        only_row boolean NOT NULL DEFAULT true CONSTRAINT access_version_pkey PRIMARY KEY,
        version  uuid    NOT NULL DEFAULT gen_random_uuid(),
        CONSTRAINT access_version_has_one_row CHECK (only_row)
      )`);
    await runner.query(`INSERT INTO access_version DEFAULT VALUES`);
    await this.nameChanges(runner);
    for (const [table, changes] of Object.entries(READ)) await this.watch(runner, table, changes);
  }

  /**
   * A version comes once and never again, also after a database was restored from a backup. One change of it is enough for a transaction:
   * the setting ends with the transaction, and with a savepoint that is rolled back. The search path is kept, as replication and restores come
   * with an empty one.
   */
  private async nameChanges(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION change_access_version() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
      BEGIN
        IF current_setting('understudy.access_changed', true) IS DISTINCT FROM 'yes' THEN
          UPDATE access_version SET version = gen_random_uuid();
          PERFORM set_config('understudy.access_changed', 'yes', true);
        END IF;
        RETURN NULL;
      END $$`);
  }

  /**
   * Deferred, so that the one row is locked by the last statement of a transaction: whoever holds it waits for nobody. ALWAYS, as what replication
   * applies or a restore loads changes access too.
   */
  private async watch(runner: QueryRunner, table: string, changes: string): Promise<void> {
    await runner.query(`
      CREATE CONSTRAINT TRIGGER ${table}_change_access AFTER ${changes} ON ${table}
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION change_access_version()`);
    await runner.query(`
      CREATE TRIGGER ${table}_truncated_change_access AFTER TRUNCATE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION change_access_version()`);
    for (const name of [`${table}_change_access`, `${table}_truncated_change_access`])
      await runner.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${name}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(READ)) {
      await runner.query(`DROP TRIGGER ${table}_change_access ON ${table}`);
      await runner.query(`DROP TRIGGER ${table}_truncated_change_access ON ${table}`);
    }
    await runner.query(`DROP FUNCTION change_access_version`);
    await runner.query(`DROP TABLE access_version`);
  }
}
