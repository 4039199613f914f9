import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { managerOf, type Tx } from '../../../database/transactions.js';
import { Replica } from '../replica.js';
import { ChatTurnEntity } from './chat-turn.entity.js';
import { RUNNING_PER_USER } from './turn.rules.js';
import type { ClaimedTurn } from './turn.types.js';

/** A turn whose owner says nothing for so long has lost it. */
const LEASE_SECONDS = 15;
/** A cancelled turn whose owner goes on for so long is taken away from it. */
const CANCEL_SECONDS = 5;
const AT_ONCE = 50;

const CLAIMED = `id, session_id AS "sessionId", user_id AS "userId", answer_id AS "answerId", service, platform,
  platform_user_id AS "platformUserId", place, epoch, reserved_tokens AS "reservedTokens",
  cancel_requested_at IS NOT NULL AS cancelled`;

/** Turns as work: who runs which, by leases that the database's clock ends. */
@Injectable()
export class TurnWorkRepository {
  constructor(
    @InjectRepository(ChatTurnEntity) private readonly rows: Repository<ChatTurnEntity>,
    private readonly replica: Replica,
  ) {}

  /** Takes the person's turns that may run now; called under the lock on the person. */
  async claim(userId: string, tx: Tx): Promise<ClaimedTurn[]> {
    if (this.replica.stopping) return [];
    const [rows] = await managerOf(tx).query<[ClaimedTurn[], number]>(
      `UPDATE chat_turns SET state = 'running', owner = $2, epoch = epoch + 1, started_at = now(),
         lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
       WHERE id IN (
         SELECT q.id FROM chat_turns q WHERE q.user_id = $1 AND q.state = 'queued' AND NOT EXISTS (
           SELECT FROM chat_turns o WHERE o.session_id = q.session_id
             AND (o.state = 'running' OR (o.state = 'queued' AND o.place < q.place)))
         ORDER BY q.place LIMIT greatest(0, ${RUNNING_PER_USER} - (
           SELECT count(*) FROM chat_turns r WHERE r.user_id = $1 AND r.state = 'running')))
       RETURNING ${CLAIMED}`,
      [userId, this.replica.id],
    );
    return rows;
  }

  /** Is there a turn of this person that does not run yet? Most people have none. */
  waits(userId: string): Promise<boolean> {
    return this.rows.existsBy({ userId, state: 'queued' });
  }

  /** People with a turn that waits although it could run: whoever should have started it is gone. */
  async findPeopleWaiting(): Promise<string[]> {
    const rows = await this.rows.query<{ userId: string }[]>(
      `SELECT DISTINCT q.user_id AS "userId" FROM chat_turns q
       WHERE q.state = 'queued'
         AND NOT EXISTS (SELECT FROM chat_turns o WHERE o.session_id = q.session_id AND o.state = 'running')
         AND (SELECT count(*) FROM chat_turns r WHERE r.user_id = q.user_id AND r.state = 'running') < ${RUNNING_PER_USER}
       LIMIT ${AT_ONCE}`,
    );
    return rows.map(({ userId }) => userId);
  }

  /** @returns those that are still ours */
  async renew(ids: readonly string[]): Promise<Set<string>> {
    const [rows] = await this.rows.query<[{ id: string }[], number]>(
      `UPDATE chat_turns SET lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
       WHERE id = ANY($1) AND owner = $2 AND state = 'running' RETURNING id`,
      [ids, this.replica.id],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Those that somebody wants to end. */
  async findCancelled(ids: readonly string[]): Promise<string[]> {
    const rows = await this.rows.query<{ id: string }[]>(
      `SELECT id FROM chat_turns WHERE id = ANY($1) AND cancel_requested_at IS NOT NULL AND state = 'running'`,
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  /** Takes turns over whose owner is gone, or does not stop. What the owner still writes is refused from here on. */
  async takeAbandoned(): Promise<(ClaimedTurn & { readonly cancelled: boolean })[]> {
    const [rows] = await this.rows.query<[(ClaimedTurn & { readonly cancelled: boolean })[], number]>(
      `UPDATE chat_turns SET owner = $1, epoch = epoch + 1, lease_until = now() + make_interval(secs => ${LEASE_SECONDS}),
         cancel_requested_at = CASE WHEN cancel_requested_at IS NULL THEN NULL ELSE now() END
       WHERE id IN (
         SELECT id FROM chat_turns WHERE state = 'running'
           AND (lease_until < now() OR cancel_requested_at < now() - make_interval(secs => ${CANCEL_SECONDS}))
         ORDER BY id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
       RETURNING ${CLAIMED}`,
      [this.replica.id],
    );
    return rows;
  }
}
