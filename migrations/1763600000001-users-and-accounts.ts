import type { MigrationInterface, QueryRunner } from 'typeorm';

export class UsersAndAccounts1763600000001 implements MigrationInterface {
  readonly name = 'UsersAndAccounts1763600000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE users (
        id              uuid        CONSTRAINT users_pkey PRIMARY KEY,
        kind            text        NOT NULL,
        username        text        NOT NULL,
        name            text        NOT NULL,
        email           text,
        password_hash   text,
        status          text        NOT NULL DEFAULT 'active',
        is_system_admin boolean     NOT NULL DEFAULT false,
        created_at      timestamptz NOT NULL DEFAULT now(),
        updated_at      timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT users_username_key UNIQUE (username),
        CONSTRAINT users_email_key UNIQUE (email),
        CONSTRAINT users_kind_known CHECK (kind IN ('human', 'bot')),
        CONSTRAINT users_status_known CHECK (status IN ('active', 'disabled')),
        CONSTRAINT users_names_folded CHECK (username = lower(username) AND email = lower(email)),
        CONSTRAINT users_bot_prefix CHECK ((kind = 'bot') = starts_with(username, 'bot-')),
        CONSTRAINT users_bot_cannot_sign_in
          CHECK (kind = 'human' OR (email IS NULL AND password_hash IS NULL AND NOT is_system_admin))
      )`);
    await runner.query(`
      CREATE TABLE accounts (
        id           uuid        CONSTRAINT accounts_pkey PRIMARY KEY,
        name         text        NOT NULL,
        bot_fallback text        NOT NULL DEFAULT 'none',
        personal_of  uuid        CONSTRAINT accounts_personal_of_fkey REFERENCES users ON DELETE CASCADE,
        created_at   timestamptz NOT NULL DEFAULT now(),
        updated_at   timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT accounts_personal_of_key UNIQUE (personal_of),
        CONSTRAINT accounts_bot_fallback_known CHECK (bot_fallback IN ('none', 'global'))
      )`);
    await runner.query(`
      CREATE TABLE account_members (
        account_id uuid        NOT NULL CONSTRAINT account_members_account_id_fkey REFERENCES accounts ON DELETE CASCADE,
        user_id    uuid        NOT NULL CONSTRAINT account_members_user_id_fkey REFERENCES users ON DELETE CASCADE,
        role       text        NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT account_members_pkey PRIMARY KEY (account_id, user_id),
        CONSTRAINT account_members_role_known CHECK (role IN ('owner', 'admin', 'moderator', 'viewer'))
      )`);
    await runner.query(`CREATE INDEX account_members_user_id_idx ON account_members (user_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE account_members, accounts, users`);
  }
}
