import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Audit1763600000002 implements MigrationInterface {
  readonly name = 'Audit1763600000002';

  /** No foreign keys: the record outlives what it tells of, so it keeps names beside ids. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_events (
        id           uuid        CONSTRAINT audit_events_pkey PRIMARY KEY,
        at           timestamptz NOT NULL DEFAULT now(),
        actor_kind   text        NOT NULL,
        actor_id     text,
        actor_name   text,
        subject_id   uuid,
        subject_name text,
        on_behalf_of text,
        token_id     uuid,
        account_id   uuid,
        action       text        NOT NULL,
        target_kind  text,
        target_id    text,
        outcome      text        NOT NULL,
        request_id   text,
        details      jsonb       NOT NULL DEFAULT '{}',
        CONSTRAINT audit_events_outcome_known CHECK (outcome IN ('done', 'refused', 'failed'))
      )`);
    await runner.query(`CREATE INDEX audit_events_by_account_idx ON audit_events (account_id, id)`);
    await runner.query(`
      CREATE FUNCTION audit_events_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'audit_events is append-only';
      END $$`);
    await runner.query(`
      CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events
      FOR EACH STATEMENT EXECUTE FUNCTION audit_events_are_append_only()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE audit_events`);
    await runner.query(`DROP FUNCTION audit_events_are_append_only`);
  }
}
