import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People are searched by how their username begins, which an index helps with only when it compares byte by byte. */
export class UsersByUsername1763600000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX users_username_prefix_idx ON users (username text_pattern_ops)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX users_username_prefix_idx`);
  }
}
