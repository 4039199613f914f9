import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BotUsers1763600000007 implements MigrationInterface {
  readonly name = 'BotUsers1763600000007';

  /** The kinds stand in the rows so that the foreign keys prove them: a bot is owned, a human owns, never the other way round. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE users ADD CONSTRAINT users_id_kind_key UNIQUE (id, kind)`);
    await runner.query(`
      CREATE TABLE bot_owners (
        bot_id      uuid        CONSTRAINT bot_owners_pkey PRIMARY KEY,
        bot_kind    text        NOT NULL DEFAULT 'bot',
        owner_id    uuid        NOT NULL,
        owner_kind  text        NOT NULL DEFAULT 'human',
        owned_since timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT bot_owners_bot_fkey FOREIGN KEY (bot_id, bot_kind) REFERENCES users (id, kind) ON DELETE CASCADE,
        CONSTRAINT bot_owners_owner_fkey FOREIGN KEY (owner_id, owner_kind) REFERENCES users (id, kind),
        CONSTRAINT bot_owners_human_owns_bot CHECK (bot_kind = 'bot' AND owner_kind = 'human')
      )`);
    await runner.query(`CREATE INDEX bot_owners_owner_id_idx ON bot_owners (owner_id)`);
    await runner.query(`
      CREATE TABLE bot_transfers (
        id             uuid        CONSTRAINT bot_transfers_pkey PRIMARY KEY,
        bot_id         uuid        NOT NULL
          CONSTRAINT bot_transfers_bot_id_fkey REFERENCES bot_owners ON DELETE CASCADE,
        new_owner_id   uuid        NOT NULL,
        new_owner_kind text        NOT NULL DEFAULT 'human',
        requested_at   timestamptz NOT NULL DEFAULT now(),
        expires_at     timestamptz NOT NULL,
        CONSTRAINT bot_transfers_one_per_bot_key UNIQUE (bot_id),
        CONSTRAINT bot_transfers_new_owner_fkey FOREIGN KEY (new_owner_id, new_owner_kind)
          REFERENCES users (id, kind) ON DELETE CASCADE,
        CONSTRAINT bot_transfers_to_humans CHECK (new_owner_kind = 'human')
      )`);
    await runner.query(`CREATE INDEX bot_transfers_new_owner_id_idx ON bot_transfers (new_owner_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE bot_transfers, bot_owners`);
    await runner.query(`ALTER TABLE users DROP CONSTRAINT users_id_kind_key`);
  }
}
