import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What both kinds of connection share: a credential, who may exchange it now, and how it fares. */
const CREDENTIAL = (table: string): string => `
        access_token      text        NOT NULL,
        refresh_token     text,
        scopes            text[]      NOT NULL,
        expires_at        timestamptz,
        generation        integer     NOT NULL DEFAULT 1,
        status            varchar(16) NOT NULL DEFAULT 'active',
        status_reason     text,
        status_since      timestamptz NOT NULL DEFAULT now(),
        attempts          integer     NOT NULL DEFAULT 0,
        next_try_at       timestamptz,
        lease_owner       uuid,
        lease_until       timestamptz,
        validated_at      timestamptz,
        last_refreshed_at timestamptz,
        connected_by      uuid        CONSTRAINT ${table}_connected_by_fkey REFERENCES users ON DELETE SET NULL,
        created_at        timestamptz NOT NULL DEFAULT now(),
        updated_at        timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT ${table}_platform_known CHECK (platform IN ('twitch', 'youtube', 'kick', 'trovo', 'discord')),
        CONSTRAINT ${table}_status_known
          CHECK (status IN ('active', 'refresh_failing', 'needs_reauth', 'unknown', 'disabled')),
        CONSTRAINT ${table}_lease_whole CHECK ((lease_owner IS NULL) = (lease_until IS NULL)),
        CONSTRAINT ${table}_account_id_platform_key UNIQUE (account_id, platform)`;

export class Connections1763600000011 implements MigrationInterface {
  readonly name = 'Connections1763600000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE bot_connections (
        id                uuid         CONSTRAINT bot_connections_pkey PRIMARY KEY,
        account_id        uuid         NOT NULL,
        platform          varchar(16)  NOT NULL,
        bot_type          varchar(8)   NOT NULL,
        bot_username      varchar(100) NOT NULL,
        bot_user_id       varchar(64)  NOT NULL,
        attached_to       uuid         CONSTRAINT bot_connections_attached_to_fkey REFERENCES users ON DELETE SET NULL,
        ${CREDENTIAL('bot_connections')},
        CONSTRAINT bot_connections_bot_type_known CHECK (bot_type IN ('global', 'custom')),
        CONSTRAINT bot_connections_nil_account_is_global
          CHECK ((account_id = '00000000-0000-0000-0000-000000000000') = (bot_type = 'global')),
        CONSTRAINT bot_connections_attached_to_platform_key UNIQUE (attached_to, platform)
      )`);
    await runner.query(`
      CREATE TABLE channel_connections (
        id                uuid         CONSTRAINT channel_connections_pkey PRIMARY KEY,
        account_id        uuid         NOT NULL CONSTRAINT channel_connections_account_id_fkey REFERENCES accounts ON DELETE CASCADE,
        platform          varchar(16)  NOT NULL,
        channel_id        varchar(64)  NOT NULL,
        channel_login     varchar(100) NOT NULL,
        channel_name      text         NOT NULL,
        bot_enabled       boolean      NOT NULL DEFAULT true,
        ${CREDENTIAL('channel_connections')}
      )`);
    await runner.query(`
      CREATE TABLE platform_revocations (
        id             uuid        CONSTRAINT platform_revocations_pkey PRIMARY KEY,
        platform       varchar(16) NOT NULL,
        subject_id     varchar(64) NOT NULL,
        sealed_at      text        NOT NULL,
        access_token   text        NOT NULL,
        refresh_token  text,
        attempts       integer     NOT NULL DEFAULT 0,
        next_try_at    timestamptz NOT NULL DEFAULT now(),
        created_at     timestamptz NOT NULL DEFAULT now()
      )`);
    for (const table of ['bot_connections', 'channel_connections'])
      for (const column of ['next_try_at', 'expires_at', 'connected_by'])
        await runner.query(`CREATE INDEX ${table}_${column}_idx ON ${table} (${column})`);
    await runner.query(`CREATE INDEX platform_revocations_next_try_at_idx ON platform_revocations (next_try_at)`);
    await this.endWithTheirAccount(runner);
    await this.queueRevocations(runner);
  }

  /** The nil account of global bots has no row in accounts, so a foreign key cannot say this. */
  private async endWithTheirAccount(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION delete_bot_connections_of_account() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM bot_connections WHERE account_id = OLD.id;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER accounts_take_their_bot_connections AFTER DELETE ON accounts
      FOR EACH ROW EXECUTE FUNCTION delete_bot_connections_of_account()`);
  }

  /** Whatever deletes a connection, its credential is handed over for revocation in the same transaction, still sealed. */
  private async queueRevocations(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION queue_platform_revocation() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO platform_revocations (id, platform, subject_id, sealed_at, access_token, refresh_token)
        VALUES (gen_random_uuid(), OLD.platform, to_jsonb(OLD) ->> TG_ARGV[0], TG_TABLE_NAME || '/' || OLD.id || '/' || OLD.account_id,
                OLD.access_token, OLD.refresh_token);
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER bot_connections_queue_revocation AFTER DELETE ON bot_connections
      FOR EACH ROW EXECUTE FUNCTION queue_platform_revocation('bot_user_id')`);
    await runner.query(`
      CREATE TRIGGER channel_connections_queue_revocation AFTER DELETE ON channel_connections
      FOR EACH ROW EXECUTE FUNCTION queue_platform_revocation('channel_id')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER accounts_take_their_bot_connections ON accounts`);
    await runner.query(`DROP TABLE platform_revocations, channel_connections, bot_connections`);
    await runner.query(`DROP FUNCTION delete_bot_connections_of_account(), queue_platform_revocation()`);
  }
}
