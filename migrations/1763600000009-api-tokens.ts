import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ApiTokens1763600000009 implements MigrationInterface {
  readonly name = 'ApiTokens1763600000009';

  /** Ended secrets stay as long as their token: one that comes back on the rotate route is a sign of theft. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE api_tokens (
        id               uuid        CONSTRAINT api_tokens_pkey PRIMARY KEY,
        user_id          uuid        NOT NULL CONSTRAINT api_tokens_user_id_fkey REFERENCES users ON DELETE CASCADE,
        created_by       uuid        CONSTRAINT api_tokens_created_by_fkey REFERENCES users ON DELETE SET NULL,
        title            text        NOT NULL,
        scopes           text[]      NOT NULL,
        account_id       uuid        CONSTRAINT api_tokens_account_id_fkey REFERENCES accounts ON DELETE CASCADE,
        allowed_cidrs    text[],
        generation       integer     NOT NULL DEFAULT 1,
        expires_at       timestamptz,
        created_at       timestamptz NOT NULL DEFAULT now(),
        rotated_at       timestamptz,
        last_used_at     timestamptz,
        last_used_ip     text,
        leak_reported_at timestamptz,
        revoked_at       timestamptz,
        revoked_because  text,
        CONSTRAINT api_tokens_have_scopes CHECK (cardinality(scopes) > 0),
        CONSTRAINT api_tokens_revoked_for_a_reason CHECK ((revoked_at IS NULL) = (revoked_because IS NULL))
      )`);
    await runner.query(`CREATE INDEX api_tokens_user_id_idx ON api_tokens (user_id)`);
    await runner.query(`CREATE INDEX api_tokens_created_by_idx ON api_tokens (created_by)`);
    await runner.query(`CREATE INDEX api_tokens_account_id_idx ON api_tokens (account_id)`);
    await runner.query(`
      CREATE TABLE api_token_secrets (
        secret_hash bytea       CONSTRAINT api_token_secrets_pkey PRIMARY KEY,
        token_id    uuid        NOT NULL CONSTRAINT api_token_secrets_token_id_fkey REFERENCES api_tokens ON DELETE CASCADE,
        generation  integer     NOT NULL,
        prefix      text        NOT NULL,
        issued_at   timestamptz NOT NULL DEFAULT now(),
        valid_until timestamptz,
        CONSTRAINT api_token_secrets_generation_key UNIQUE (token_id, generation)
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX api_token_secrets_one_current_key ON api_token_secrets (token_id) WHERE valid_until IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE api_token_secrets, api_tokens`);
  }
}
