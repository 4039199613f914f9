import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { AppendStatements } from '../../../database/append-statements.js';
import { BatchedLookup } from '../../../database/batched-lookup.js';
import { ChatEventEntity } from './chat-event.entity.js';
import { KEEP_AFTER_END_SECONDS, type LogBatch, type LogEvent, type LogStore } from './log-store.js';

/** So many are gone long before a statement may take no longer. */
const PURGE_AT_ONCE = 20_000;

/** The log without Redis: batches of all turns that arrive together are one statement and one commit. */
@Injectable()
export class DatabaseLogRepository implements LogStore {
  private readonly batches: BatchedLookup<LogBatch, boolean>;

  constructor(
    @InjectRepository(ChatEventEntity) private readonly rows: Repository<ChatEventEntity>,
    private readonly appends: AppendStatements,
  ) {
    this.batches = new BatchedLookup((batches) => this.appendAll(batches), {
      textOf: ({ turnId, first }) => `${turnId}.${first}`,
    });
  }

  append(batch: LogBatch): Promise<boolean> {
    return this.batches.find(batch);
  }

  read(turnId: string, from: number, limit: number): Promise<LogEvent[]> {
    return this.rows.query<LogEvent[]>(
      `SELECT seq, frame FROM chat_events WHERE turn_id = $1 AND seq >= $2 ORDER BY seq LIMIT $3`,
      [turnId, from, limit],
    );
  }

  /** The epoch is in the turn's row, which every append looks at. */
  takeOver(): Promise<void> {
    return Promise.resolve();
  }

  /** The row says when it ended; purge reads it there. */
  expire(): Promise<void> {
    return Promise.resolve();
  }

  async forget(turnId: string): Promise<void> {
    await this.rows.delete({ turnId });
  }

  async purge(): Promise<void> {
    for (let purged = PURGE_AT_ONCE; purged === PURGE_AT_ONCE;) {
      [, purged] = await this.rows.query<[unknown, number]>(
        `DELETE FROM chat_events WHERE (turn_id, seq) IN (
           SELECT e.turn_id, e.seq FROM chat_events e JOIN chat_turns t ON t.id = e.turn_id
           WHERE t.ended_at < now() - make_interval(secs => $1) LIMIT $2)`,
        [KEEP_AFTER_END_SECONDS, PURGE_AT_ONCE],
      );
    }
  }

  /** The turns are held while their events are written, so that nobody ends them or takes them over in between. */
  private async appendAll(batches: readonly LogBatch[]): Promise<boolean[]> {
    const events = batches.flatMap(({ turnId, first, frames }) =>
      frames.map((frame, place) => ({ turnId, seq: first + place, frame })),
    );
    const rows = await this.appends.rows<{ id: string }>(
      'chat events append',
      `WITH held AS (
         SELECT t.id FROM chat_turns t
         JOIN unnest($1::uuid[], $2::int[]) AS writer (turn_id, epoch) ON writer.turn_id = t.id AND writer.epoch = t.epoch
         WHERE t.state = 'running' ORDER BY t.id FOR SHARE OF t),
       added AS (
         INSERT INTO chat_events (turn_id, seq, frame)
         SELECT e.turn_id, e.seq, e.frame FROM unnest($3::uuid[], $4::int[], $5::text[]) AS e (turn_id, seq, frame)
         JOIN held ON held.id = e.turn_id ON CONFLICT DO NOTHING)
       SELECT id FROM held`,
      [
        batches.map(({ turnId }) => turnId),
        batches.map(({ epoch }) => epoch),
        events.map(({ turnId }) => turnId),
        events.map(({ seq }) => seq),
        events.map(({ frame }) => frame),
      ],
    );
    const held = new Set(rows.map(({ id }) => id));
    return batches.map(({ turnId }) => held.has(turnId));
  }
}
