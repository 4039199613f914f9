import type { MigrationInterface, QueryRunner } from 'typeorm';

const PLATFORM_KNOWN = `CHECK (platform IN ('twitch', 'youtube', 'kick', 'trovo', 'discord'))`;
const USE_KNOWN = `CHECK (use IN ('allowed', 'block_new', 'stop_all'))`;

export class Providers1763600000010 implements MigrationInterface {
  readonly name = 'Providers1763600000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE provider_settings (
        platform        varchar(16) CONSTRAINT provider_settings_pkey PRIMARY KEY,
        client_id       text,
        client_secret   text,
        use             varchar(16) NOT NULL DEFAULT 'allowed',
        bot_enabled     boolean     NOT NULL DEFAULT true,
        channel_enabled boolean     NOT NULL DEFAULT true,
        login_enabled   boolean     NOT NULL DEFAULT true,
        updated_at      timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT provider_settings_platform_known ${PLATFORM_KNOWN},
        CONSTRAINT provider_settings_use_known ${USE_KNOWN},
        CONSTRAINT provider_settings_application_whole CHECK ((client_id IS NULL) = (client_secret IS NULL))
      )`);
    // Trovo ended its streaming service on 2026-06-30: nothing new is connected there unless an admin says so.
    await runner.query(`INSERT INTO provider_settings (platform, use) VALUES ('trovo', 'block_new')`);
    await runner.query(`
      CREATE TABLE provider_overrides (
        account_id      uuid        NOT NULL CONSTRAINT provider_overrides_account_id_fkey REFERENCES accounts ON DELETE CASCADE,
        platform        varchar(16) NOT NULL,
        use             varchar(16),
        bot_enabled     boolean,
        channel_enabled boolean,
        updated_at      timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT provider_overrides_pkey PRIMARY KEY (account_id, platform),
        CONSTRAINT provider_overrides_platform_known ${PLATFORM_KNOWN},
        CONSTRAINT provider_overrides_use_known ${USE_KNOWN},
        CONSTRAINT provider_overrides_say_something
          CHECK (use IS NOT NULL OR bot_enabled IS NOT NULL OR channel_enabled IS NOT NULL)
      )`);
    await runner.query(`CREATE INDEX provider_overrides_platform_idx ON provider_overrides (platform, account_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE provider_overrides, provider_settings`);
  }
}
