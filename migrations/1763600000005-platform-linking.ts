import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PlatformLinking1763600000005 implements MigrationInterface {
  readonly name = 'PlatformLinking1763600000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE link_tokens (
        id                uuid        CONSTRAINT link_tokens_pkey PRIMARY KEY,
        token_hash        bytea       NOT NULL,
        platform          text        NOT NULL,
        platform_user_id  text        NOT NULL,
        platform_username text,
        channel_id        text,
        proof             text        NOT NULL,
        issued_by         uuid        CONSTRAINT link_tokens_issued_by_fkey REFERENCES machine_keys ON DELETE SET NULL,
        open              boolean     NOT NULL DEFAULT true,
        state             text        NOT NULL DEFAULT 'pending',
        confirmed_by      uuid        CONSTRAINT link_tokens_confirmed_by_fkey REFERENCES users ON DELETE CASCADE,
        code_sealed       text,
        wrong_codes       integer     NOT NULL DEFAULT 0,
        created_at        timestamptz NOT NULL DEFAULT now(),
        expires_at        timestamptz NOT NULL,
        CONSTRAINT link_tokens_token_hash_key UNIQUE (token_hash),
        CONSTRAINT link_tokens_state_known
          CHECK (state IN ('pending', 'awaiting_proof', 'used', 'superseded', 'declined', 'exhausted')),
        CONSTRAINT link_tokens_open_states CHECK (open = (state IN ('pending', 'awaiting_proof'))),
        CONSTRAINT link_tokens_proof_known CHECK (proof IN ('none', 'code', 'platform')),
        CONSTRAINT link_tokens_awaiting_person
          CHECK (state <> 'awaiting_proof' OR (confirmed_by IS NOT NULL AND code_sealed IS NOT NULL)),
        CONSTRAINT link_tokens_wrong_codes_bounded CHECK (wrong_codes BETWEEN 0 AND 5)
      )`);
    // However many requests race: never two open tokens for one chat identity.
    await runner.query(`
      CREATE UNIQUE INDEX link_tokens_one_open_per_identity_key ON link_tokens (platform, platform_user_id) WHERE open`);
    await runner.query(`CREATE INDEX link_tokens_expires_at_idx ON link_tokens (expires_at)`);
    await runner.query(`CREATE INDEX link_tokens_confirmed_by_idx ON link_tokens (confirmed_by)`);
    await runner.query(`CREATE INDEX link_tokens_issued_by_idx ON link_tokens (issued_by)`);
    await runner.query(`
      CREATE TABLE platform_links (
        id                uuid        CONSTRAINT platform_links_pkey PRIMARY KEY,
        platform          text        NOT NULL,
        platform_user_id  text        NOT NULL,
        platform_username text,
        user_id           uuid        NOT NULL CONSTRAINT platform_links_user_id_fkey REFERENCES users ON DELETE CASCADE,
        link_token_id     uuid        CONSTRAINT platform_links_link_token_id_fkey REFERENCES link_tokens ON DELETE SET NULL,
        proof             text        NOT NULL,
        linked_at         timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT platform_links_identity_key UNIQUE (platform, platform_user_id),
        CONSTRAINT platform_links_link_token_id_key UNIQUE (link_token_id),
        CONSTRAINT platform_links_platform_known
          CHECK (platform IN ('DISCORD', 'TELEGRAM', 'SLACK', 'TEAMS', 'WHATSAPP', 'GITHUB', 'LINEAR'))
      )`);
    await runner.query(`CREATE INDEX platform_links_user_id_idx ON platform_links (user_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE platform_links, link_tokens`);
  }
}
