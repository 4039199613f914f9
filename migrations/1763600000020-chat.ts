import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Chat1763600000020 implements MigrationInterface {
  readonly name = 'Chat1763600000020';

  /** Conversations: sessions, turns, messages, and the events of the turns that are young enough to be resumed. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE chat_sessions (
        id           uuid        CONSTRAINT chat_sessions_pkey PRIMARY KEY,
        user_id      uuid        NOT NULL CONSTRAINT chat_sessions_user_id_fkey REFERENCES users ON DELETE CASCADE,
        concurrency  text        NOT NULL DEFAULT 'queue',
        created_at   timestamptz NOT NULL DEFAULT now(),
        last_used_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT chat_sessions_concurrency_known CHECK (concurrency IN ('queue', 'reject', 'interrupt'))
      )`);
    await runner.query(`CREATE INDEX chat_sessions_user_id_idx ON chat_sessions (user_id, id)`);
    await runner.query(`CREATE INDEX chat_sessions_last_used_at_idx ON chat_sessions (last_used_at)`);
    await runner.query(`
      CREATE TABLE chat_turns (
        id               uuid        CONSTRAINT chat_turns_pkey PRIMARY KEY,
        session_id       uuid        NOT NULL CONSTRAINT chat_turns_session_id_fkey REFERENCES chat_sessions ON DELETE CASCADE,
        user_id          uuid        NOT NULL CONSTRAINT chat_turns_user_id_fkey REFERENCES users ON DELETE CASCADE,
        answer_id        uuid        NOT NULL,
        place            bigserial   NOT NULL,
        service          text        NOT NULL,
        platform         text,
        platform_user_id text,
        state            text        NOT NULL DEFAULT 'queued',
        request_key      bytea,
        fingerprint      text,
        owner            uuid,
        epoch            integer     NOT NULL DEFAULT 0,
        lease_until      timestamptz,
        cancel_requested_at timestamptz,
        reserved_tokens  integer     NOT NULL DEFAULT 0,
        events           integer,
        end_frames       jsonb,
        error_code       text,
        input_tokens     integer,
        output_tokens    integer,
        usage_estimated  boolean,
        created_at       timestamptz NOT NULL DEFAULT now(),
        started_at       timestamptz,
        ended_at         timestamptz,
        CONSTRAINT chat_turns_request_key_key UNIQUE (request_key),
        CONSTRAINT chat_turns_state_known
          CHECK (state IN ('queued', 'running', 'completed', 'failed', 'cancelled', 'interrupted')),
        CONSTRAINT chat_turns_running_is_owned
          CHECK (state <> 'running' OR (owner IS NOT NULL AND lease_until IS NOT NULL)),
        CONSTRAINT chat_turns_ended_once
          CHECK ((state IN ('queued', 'running')) = (ended_at IS NULL AND end_frames IS NULL AND events IS NULL)),
        CONSTRAINT chat_turns_identity_whole CHECK ((platform IS NULL) = (platform_user_id IS NULL))
      )`);
    // However many replicas look for work at once: one session answers one message at a time.
    await runner.query(`
      CREATE UNIQUE INDEX chat_turns_one_running_per_session_key ON chat_turns (session_id) WHERE state = 'running'`);
    await runner.query(`CREATE INDEX chat_turns_session_id_idx ON chat_turns (session_id, place)`);
    await runner.query(`CREATE INDEX chat_turns_user_id_idx ON chat_turns (user_id)`);
    await runner.query(
      `CREATE INDEX chat_turns_open_idx ON chat_turns (user_id, place) WHERE state IN ('queued', 'running')`,
    );
    await runner.query(`CREATE INDEX chat_turns_ended_at_idx ON chat_turns (ended_at)`);
    await runner.query(`
      CREATE TABLE chat_messages (
        id              uuid        CONSTRAINT chat_messages_pkey PRIMARY KEY,
        session_id      uuid        NOT NULL CONSTRAINT chat_messages_session_id_fkey REFERENCES chat_sessions ON DELETE CASCADE,
        turn_id         uuid        NOT NULL CONSTRAINT chat_messages_turn_id_fkey REFERENCES chat_turns ON DELETE CASCADE,
        role            text        NOT NULL,
        text            text        NOT NULL,
        status          text        NOT NULL,
        input_tokens    integer,
        output_tokens   integer,
        usage_estimated boolean,
        created_at      timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT chat_messages_one_per_role_key UNIQUE (turn_id, role),
        CONSTRAINT chat_messages_role_known CHECK (role IN ('user', 'assistant')),
        CONSTRAINT chat_messages_status_known CHECK (status IN ('completed', 'failed', 'cancelled', 'interrupted'))
      )`);
    await runner.query(`CREATE INDEX chat_messages_session_id_idx ON chat_messages (session_id, id)`);
    await runner.query(`
      CREATE TABLE chat_events (
        turn_id uuid    NOT NULL CONSTRAINT chat_events_turn_id_fkey REFERENCES chat_turns ON DELETE CASCADE,
        seq     integer NOT NULL,
        frame   text    NOT NULL,
        CONSTRAINT chat_events_pkey PRIMARY KEY (turn_id, seq)
      )`);
    // Tokens spent in a day. Outlives an erased history, which must not give a budget back.
    await runner.query(`
      CREATE TABLE chat_usage (
        day     date   NOT NULL,
        spender text   NOT NULL,
        tokens  bigint NOT NULL,
        CONSTRAINT chat_usage_pkey PRIMARY KEY (day, spender)
      )`);
    await runner.query(`
      ALTER TABLE machine_keys ADD COLUMN identity_form text NOT NULL DEFAULT 'any',
        ADD CONSTRAINT machine_keys_identity_form_known CHECK (identity_form IN ('any', 'platform'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE machine_keys DROP COLUMN identity_form`);
    await runner.query(`DROP TABLE chat_usage, chat_events, chat_messages, chat_turns, chat_sessions`);
  }
}
