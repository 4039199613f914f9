import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Logins1763600000003 implements MigrationInterface {
  readonly name = 'Logins1763600000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE logins (
        id         uuid        CONSTRAINT logins_pkey PRIMARY KEY,
        user_id    uuid        NOT NULL CONSTRAINT logins_user_id_fkey REFERENCES users ON DELETE CASCADE,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        ended_at   timestamptz,
        end_reason text,
        CONSTRAINT logins_end_has_reason CHECK ((ended_at IS NULL) = (end_reason IS NULL))
      )`);
    await runner.query(`CREATE INDEX logins_user_id_idx ON logins (user_id)`);
    await runner.query(`CREATE INDEX logins_expires_at_idx ON logins (expires_at)`);
    await runner.query(`
      CREATE TABLE refresh_tokens (
        token_hash    bytea       CONSTRAINT refresh_tokens_pkey PRIMARY KEY,
        login_id      uuid        NOT NULL CONSTRAINT refresh_tokens_login_id_fkey REFERENCES logins ON DELETE CASCADE,
        issued_at     timestamptz NOT NULL DEFAULT now(),
        superseded_at timestamptz
      )`);
    await runner.query(`CREATE INDEX refresh_tokens_login_id_idx ON refresh_tokens (login_id)`);
    await runner.query(`
      CREATE UNIQUE INDEX refresh_tokens_one_live_per_login_key ON refresh_tokens (login_id) WHERE superseded_at IS NULL`);
    await runner.query(`
      CREATE TABLE signing_keys (
        id                 text        CONSTRAINT signing_keys_pkey PRIMARY KEY,
        public_jwk         jsonb       NOT NULL,
        private_key_sealed text        NOT NULL,
        created_at         timestamptz NOT NULL DEFAULT now(),
        signs_from         timestamptz NOT NULL,
        signs_until        timestamptz NOT NULL,
        verifies_until     timestamptz NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE signing_keys, refresh_tokens, logins`);
  }
}
