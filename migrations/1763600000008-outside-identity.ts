import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OutsideIdentity1763600000008 implements MigrationInterface {
  readonly name = 'OutsideIdentity1763600000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE external_identities (
        issuer       text        NOT NULL,
        subject      text        NOT NULL,
        user_id      uuid        NOT NULL CONSTRAINT external_identities_user_id_fkey REFERENCES users ON DELETE CASCADE,
        created_at   timestamptz NOT NULL DEFAULT now(),
        last_seen_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT external_identities_pkey PRIMARY KEY (issuer, subject)
      )`);
    await runner.query(`CREATE INDEX external_identities_user_id_idx ON external_identities (user_id)`);
    await runner.query(`
      CREATE TABLE oidc_states (
        state_hash   bytea       CONSTRAINT oidc_states_pkey PRIMARY KEY,
        browser_hash bytea       NOT NULL,
        sealed       text        NOT NULL,
        created_at   timestamptz NOT NULL DEFAULT now(),
        expires_at   timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX oidc_states_expires_at_idx ON oidc_states (expires_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE oidc_states, external_identities`);
  }
}
