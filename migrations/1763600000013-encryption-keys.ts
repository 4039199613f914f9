import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EncryptionKeys1763600000013 implements MigrationInterface {
  readonly name = 'EncryptionKeys1763600000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE encryption_keys (
        id           varchar(32) CONSTRAINT encryption_keys_pkey PRIMARY KEY,
        check_sealed text        NOT NULL,
        created_at   timestamptz NOT NULL DEFAULT now()
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE encryption_keys`);
  }
}
