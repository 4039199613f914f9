import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MachineKeys1763600000004 implements MigrationInterface {
  readonly name = 'MachineKeys1763600000004';

  /** Service keys (bot services) and system keys (bot workers); a rotated key has two live secrets until the overlap ends. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE machine_keys (
        id           uuid        CONSTRAINT machine_keys_pkey PRIMARY KEY,
        kind         text        NOT NULL,
        name         text        NOT NULL,
        scopes       text[]      NOT NULL,
        platforms    text[],
        proof        text        NOT NULL DEFAULT 'none',
        expires_at   timestamptz,
        last_used_at timestamptz,
        created_by   uuid        CONSTRAINT machine_keys_created_by_fkey REFERENCES users ON DELETE SET NULL,
        created_at   timestamptz NOT NULL DEFAULT now(),
        rotated_at   timestamptz,
        revoked_at   timestamptz,
        CONSTRAINT machine_keys_kind_known CHECK (kind IN ('service', 'system')),
        CONSTRAINT machine_keys_proof_known CHECK (proof IN ('none', 'code', 'platform')),
        CONSTRAINT machine_keys_service_has_scopes CHECK ((kind = 'service') = (cardinality(scopes) > 0))
      )`);
    await runner.query(`CREATE INDEX machine_keys_created_by_idx ON machine_keys (created_by)`);
    await runner.query(`
      CREATE TABLE machine_key_secrets (
        secret_hash bytea       CONSTRAINT machine_key_secrets_pkey PRIMARY KEY,
        key_id      uuid        NOT NULL CONSTRAINT machine_key_secrets_key_id_fkey REFERENCES machine_keys ON DELETE CASCADE,
        prefix      text        NOT NULL,
        issued_at   timestamptz NOT NULL DEFAULT now(),
        valid_until timestamptz
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX machine_key_secrets_one_current_key ON machine_key_secrets (key_id) WHERE valid_until IS NULL`);
    await runner.query(`CREATE INDEX machine_key_secrets_key_id_idx ON machine_key_secrets (key_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE machine_key_secrets, machine_keys`);
  }
}
