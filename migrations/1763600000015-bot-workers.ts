import type { MigrationInterface, QueryRunner } from 'typeorm';

const PLATFORMS = `('twitch', 'youtube', 'kick', 'trovo', 'discord')`;

export class BotWorkers1763600000015 implements MigrationInterface {
  readonly name = 'BotWorkers1763600000015';

  async up(runner: QueryRunner): Promise<void> {
    await this.leases(runner);
    await this.reports(runner);
    await this.commands(runner);
    await this.tellWorkers(runner);
  }

  private async leases(runner: QueryRunner): Promise<void> {
    // One for all channels: whoever holds a channel later has the greater number.
    await runner.query(`CREATE SEQUENCE channel_lease_fences AS bigint`);
    await runner.query(`
      CREATE TABLE channel_leases (
        account_id  uuid        NOT NULL CONSTRAINT channel_leases_account_id_fkey REFERENCES accounts ON DELETE CASCADE,
        platform    varchar(16) NOT NULL,
        worker      varchar(80) NOT NULL,
        key_id      uuid        NOT NULL CONSTRAINT channel_leases_key_id_fkey REFERENCES machine_keys ON DELETE CASCADE,
        fence       bigint      NOT NULL,
        lease_until timestamptz NOT NULL,
        acquired_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT channel_leases_pkey PRIMARY KEY (account_id, platform),
        CONSTRAINT channel_leases_fence_key UNIQUE (fence),
        CONSTRAINT channel_leases_platform_known CHECK (platform IN ${PLATFORMS})
      )`);
    await runner.query(`CREATE INDEX channel_leases_key_id_idx ON channel_leases (key_id)`);
    await runner.query(`
      CREATE TABLE worker_presences (
        key_id        uuid        NOT NULL CONSTRAINT worker_presences_key_id_fkey REFERENCES machine_keys ON DELETE CASCADE,
        worker        varchar(80) NOT NULL,
        platform      varchar(16) NOT NULL,
        present_until timestamptz NOT NULL,
        CONSTRAINT worker_presences_pkey PRIMARY KEY (key_id, worker, platform)
      )`);
  }

  private async reports(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE channel_reports (
        account_id   uuid        NOT NULL CONSTRAINT channel_reports_account_id_fkey REFERENCES accounts ON DELETE CASCADE,
        platform     varchar(16) NOT NULL,
        worker       varchar(80) NOT NULL,
        fence        bigint      NOT NULL,
        state        varchar(24) NOT NULL,
        code         varchar(64),
        detail       varchar(500),
        since        timestamptz NOT NULL DEFAULT now(),
        last_seen_at timestamptz NOT NULL DEFAULT now(),
        expires_at   timestamptz NOT NULL,
        CONSTRAINT channel_reports_pkey PRIMARY KEY (account_id, platform),
        CONSTRAINT channel_reports_platform_known CHECK (platform IN ${PLATFORMS}),
        CONSTRAINT channel_reports_state_known
          CHECK (state IN ('connecting', 'connected', 'paused', 'transient_disconnect', 'bad_credentials', 'banned'))
      )`);
    await runner.query(`
      CREATE TABLE channel_report_changes (
        id         uuid        CONSTRAINT channel_report_changes_pkey PRIMARY KEY,
        account_id uuid        NOT NULL CONSTRAINT channel_report_changes_account_id_fkey REFERENCES accounts ON DELETE CASCADE,
        platform   varchar(16) NOT NULL,
        worker     varchar(80) NOT NULL,
        state      varchar(24) NOT NULL,
        code       varchar(64),
        at         timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(
      `CREATE INDEX channel_report_changes_timeline_idx ON channel_report_changes (account_id, platform, id)`,
    );
    await runner.query(`CREATE INDEX channel_report_changes_at_idx ON channel_report_changes (at)`);
  }

  private async commands(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE bot_commands (
        id              uuid        CONSTRAINT bot_commands_pkey PRIMARY KEY,
        seq             bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
        kind            varchar(16) NOT NULL,
        account_id      uuid        NOT NULL CONSTRAINT bot_commands_account_id_fkey REFERENCES accounts ON DELETE CASCADE,
        platform        varchar(16) NOT NULL,
        status          varchar(16) NOT NULL DEFAULT 'queued',
        payload         jsonb,
        code            varchar(64),
        detail          varchar(500),
        result          jsonb,
        requested_by    uuid        CONSTRAINT bot_commands_requested_by_fkey REFERENCES users ON DELETE SET NULL,
        created_at      timestamptz NOT NULL DEFAULT now(),
        deadline        timestamptz NOT NULL,
        delivered_at    timestamptz,
        delivered_to    varchar(80),
        delivered_fence bigint,
        claimed_at      timestamptz,
        claimed_fence   bigint,
        settled_at      timestamptz,
        CONSTRAINT bot_commands_seq_key UNIQUE (seq),
        CONSTRAINT bot_commands_platform_known CHECK (platform IN ${PLATFORMS}),
        CONSTRAINT bot_commands_kind_known CHECK (kind IN ('rejoin', 'leave', 'sync', 'say')),
        CONSTRAINT bot_commands_status_known CHECK (status IN ('queued', 'delivered', 'acked', 'failed', 'expired')),
        CONSTRAINT bot_commands_settled_once CHECK ((settled_at IS NULL) = (status IN ('queued', 'delivered'))),
        CONSTRAINT bot_commands_claim_whole CHECK ((claimed_at IS NULL) = (claimed_fence IS NULL))
      )`);
    await runner.query(
      `CREATE INDEX bot_commands_open_idx ON bot_commands (account_id, platform) WHERE settled_at IS NULL`,
    );
    await runner.query(`CREATE INDEX bot_commands_due_idx ON bot_commands (deadline) WHERE settled_at IS NULL`);
    await runner.query(`
      CREATE UNIQUE INDEX bot_commands_one_open_rejoin_key ON bot_commands (account_id, platform)
      WHERE settled_at IS NULL AND kind = 'rejoin'`);
    for (const column of ['account_id', 'requested_by', 'settled_at'])
      await runner.query(`CREATE INDEX bot_commands_${column}_idx ON bot_commands (${column})`);
  }

  /**
   * Whoever sits in a channel hears at once that it shall leave, or that another bot speaks there now. The connections know nothing of
   * workers, and whatever changes them counts, so triggers do it.
   */
  private async tellWorkers(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION tell_bot_worker(word text, account uuid, whose text) RETURNS void LANGUAGE sql AS $$
        INSERT INTO bot_commands (id, kind, account_id, platform, deadline)
        SELECT gen_random_uuid(), word, a.id, l.platform, now() + interval '30 seconds'
        FROM accounts a JOIN channel_leases l ON l.account_id = a.id AND l.platform = whose AND l.lease_until > now()
        WHERE a.id = account $$`);
    await runner.query(`
      CREATE FUNCTION tell_bot_worker_of_channel() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM tell_bot_worker(CASE WHEN NEW.bot_enabled THEN 'sync' ELSE 'leave' END, NEW.account_id, NEW.platform);
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE FUNCTION tell_bot_worker_of_bot() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM tell_bot_worker('sync', CASE WHEN TG_OP = 'DELETE' THEN OLD.account_id ELSE NEW.account_id END,
          CASE WHEN TG_OP = 'DELETE' THEN OLD.platform ELSE NEW.platform END);
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER channel_connections_tell_worker AFTER UPDATE OF bot_enabled ON channel_connections
      FOR EACH ROW WHEN (OLD.bot_enabled <> NEW.bot_enabled) EXECUTE FUNCTION tell_bot_worker_of_channel()`);
    await runner.query(`
      CREATE TRIGGER bot_connections_tell_worker AFTER INSERT OR DELETE ON bot_connections
      FOR EACH ROW EXECUTE FUNCTION tell_bot_worker_of_bot()`);
    await runner.query(`
      CREATE TRIGGER bot_connections_tell_worker_of_change AFTER UPDATE OF bot_user_id, status ON bot_connections
      FOR EACH ROW WHEN (OLD.bot_user_id <> NEW.bot_user_id OR OLD.status <> NEW.status)
      EXECUTE FUNCTION tell_bot_worker_of_bot()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER bot_connections_tell_worker_of_change ON bot_connections`);
    await runner.query(`DROP TRIGGER bot_connections_tell_worker ON bot_connections`);
    await runner.query(`DROP TRIGGER channel_connections_tell_worker ON channel_connections`);
    await runner.query(
      `DROP FUNCTION tell_bot_worker_of_bot(), tell_bot_worker_of_channel(), tell_bot_worker(text, uuid, text)`,
    );
    await runner.query(
      `DROP TABLE bot_commands, channel_report_changes, channel_reports, worker_presences, channel_leases`,
    );
    await runner.query(`DROP SEQUENCE channel_lease_fences`);
  }
}
