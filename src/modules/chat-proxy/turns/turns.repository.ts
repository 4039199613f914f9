import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { BatchedLookup } from '../../../database/batched-lookup.js';
import { managerOf, within, type Tx } from '../../../database/transactions.js';
import { ChatTurnEntity } from './chat-turn.entity.js';
import type { UnderWay } from './turn.rules.js';
import type { TurnEnding, TurnView } from './turn.types.js';

const KEEP_REQUESTS_SECONDS = 24 * 60 * 60;

export interface NewTurn {
  readonly id: string;
  readonly sessionId: string;
  readonly userId: string;
  readonly answerId: string;
  readonly service: string;
  readonly platform: TurnView['platform'];
  readonly platformUserId: string | null;
  readonly requestKey: Buffer | null;
  readonly fingerprint: string | null;
  readonly reservedTokens: number;
}

/** Turns as routes and readers see them, and how they end. */
@Injectable()
export class TurnsRepository {
  private readonly views: BatchedLookup<string, TurnView | null>;

  constructor(@InjectRepository(ChatTurnEntity) private readonly rows: Repository<ChatTurnEntity>) {
    this.views = new BatchedLookup((ids) => this.findAll(ids), { textOf: (id) => id });
  }

  /** As it is now: sees whatever was committed before the call. */
  find(id: string): Promise<TurnView | null> {
    return this.views.find(id);
  }

  /** The turn that an earlier request with the same `Idempotency-Key` made. */
  async findByRequest(requestKey: Buffer, tx?: Tx): Promise<TurnView | null> {
    const rows = tx ? within(this.rows, tx) : this.rows;
    return rows
      .createQueryBuilder('t')
      .where('t.request_key = :requestKey', { requestKey })
      .andWhere('t.created_at > now() - make_interval(secs => :keep)', { keep: KEEP_REQUESTS_SECONDS })
      .getOne();
  }

  /** The running turn of a session, else the one that runs next. */
  findUnderWay(sessionId: string): Promise<TurnView | null> {
    return this.rows
      .createQueryBuilder('t')
      .where(`t.session_id = :sessionId AND t.state IN ('queued', 'running')`, { sessionId })
      .orderBy('t.place')
      .limit(1)
      .getOne();
  }

  lock(id: string, tx: Tx): Promise<TurnView | null> {
    return within(this.rows, tx).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Frees a key that is old enough to be used again. */
  async forgetRequest(requestKey: Buffer, tx: Tx): Promise<void> {
    await managerOf(tx).query(
      `UPDATE chat_turns SET request_key = NULL, fingerprint = NULL
       WHERE request_key = $1 AND created_at <= now() - make_interval(secs => $2)`,
      [requestKey, KEEP_REQUESTS_SECONDS],
    );
  }

  async add(turn: NewTurn, tx: Tx): Promise<void> {
    await within(this.rows, tx).insert(turn);
  }

  /** What a person has under way; true until the lock on the person ends. */
  async underWay(userId: string, sessionId: string, tx: Tx): Promise<UnderWay> {
    const [row] = await managerOf(tx).query<{ running: number; queued: number; mineRunning: number; mine: number }[]>(
      `SELECT count(*) FILTER (WHERE state = 'running')::int AS running,
              count(*) FILTER (WHERE state = 'queued')::int AS queued,
              count(*) FILTER (WHERE state = 'running' AND session_id = $2)::int AS "mineRunning",
              count(*) FILTER (WHERE state = 'queued' AND session_id = $2)::int AS mine
       FROM chat_turns WHERE user_id = $1 AND state IN ('queued', 'running')`,
      [userId, sessionId],
    );
    const { running = 0, queued = 0, mineRunning = 0, mine = 0 } = row ?? {};
    return { running, queued, sessionRunning: mineRunning > 0, sessionQueued: mine };
  }

  findQueued(sessionId: string, tx: Tx): Promise<TurnView[]> {
    return within(this.rows, tx).find({ where: { sessionId, state: 'queued' }, order: { place: 'ASC' } });
  }

  /** How many turns of its session come first; 0 when it is its turn. */
  async positionOf(id: string): Promise<number> {
    const [row] = await this.rows.query<{ ahead: number }[]>(
      `SELECT count(*)::int AS ahead FROM chat_turns t JOIN chat_turns mine ON mine.id = $1
       WHERE t.session_id = mine.session_id AND t.state IN ('queued', 'running') AND t.place < mine.place`,
      [id],
    );
    return row?.ahead ?? 0;
  }

  /** Asks whoever runs it to stop; asking again changes nothing. */
  async requestCancel(where: { readonly id: string } | { readonly sessionId: string }, tx: Tx): Promise<string[]> {
    const [column, value] = 'id' in where ? ['id', where.id] : ['session_id', where.sessionId];
    const [rows] = await managerOf(tx).query<[{ id: string }[], number]>(
      `UPDATE chat_turns SET cancel_requested_at = coalesce(cancel_requested_at, now())
       WHERE ${column} = $1 AND state = 'running' RETURNING id`,
      [value],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * The one place where a turn ends.
   *
   * @param from only while it is in this state and hands
   * @returns false when it has ended already, or is in other hands
   */
  async end(
    id: string,
    from: { readonly state: 'queued' | 'running'; readonly epoch: number },
    ending: TurnEnding,
    tx: Tx,
  ): Promise<boolean> {
    const { usage } = ending;
    const result = await within(this.rows, tx)
      .createQueryBuilder()
      .update()
      .set({
        state: ending.state,
        events: ending.events,
        endFrames: [...ending.frames],
        errorCode: ending.errorCode,
        inputTokens: usage.inputTokens,
        outputTokens: usage.outputTokens,
        usageEstimated: usage.estimated,
        endedAt: () => 'now()',
      })
      .where('id = :id AND state = :state AND epoch = :epoch', { id, ...from })
      .execute();
    return result.affected === 1;
  }

  private async findAll(ids: readonly string[]): Promise<(TurnView | null)[]> {
    const rows = await this.rows.createQueryBuilder('t').where('t.id = ANY(:ids)', { ids }).getMany();
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  }
}
