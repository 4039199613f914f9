import { setTimeout as delay } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SealedBox } from '../../common/crypto/sealed-box.js';
import { AppError } from '../../common/errors/app-error.js';
import { PeriodicTasks } from '../../common/time/periodic-tasks.js';
import { Transactions, type Tx } from '../../database/transactions.js';
import type { IdempotentCall } from './idempotent-call.js';
import { IdempotentAnswersRepository } from './idempotent-answers.repository.js';

const KEEP_SECONDS = 24 * 60 * 60;
const KEEP_SECRET_SECONDS = 10 * 60;
const WAIT_MS = 10_000;
const POLL_MS = 40;
const PURGE_EVERY_MS = 60_000;

interface Remembered {
  readonly fingerprint: string;
  readonly answer: unknown;
}

/**
 * Runs a use case once per `Idempotency-Key`: the answer is kept in the transaction that made it, so a repeat after any crash or lost
 * reply gets the first answer, and a refused or failed attempt leaves nothing.
 */
@Injectable()
export class IdempotencyService implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly answers: IdempotentAnswersRepository,
    private readonly box: SealedBox,
    private readonly tasks: PeriodicTasks,
  ) {}

  onModuleInit(): void {
    this.tasks.every('forget idempotent answers', PURGE_EVERY_MS, () => this.answers.purge());
  }

  /**
   * `work` in a transaction (see Transactions.run); with a call, answered at most once for 24 hours. Answers must survive structured
   * cloning (plain data and dates).
   *
   * @param holdsSecret the answer holds a secret: it is repeated for 10 minutes only, then `secret_already_shown`
   * @throws AppError idempotency_key_reused, request_in_progress (after 10 s), secret_already_shown
   */
  async run<T>(
    call: IdempotentCall | null,
    work: (tx: Tx) => Promise<T>,
    holdsSecret = false,
  ): Promise<Exclude<T, AppError>> {
    if (!call) return this.transactions.run(work);
    const deadline = performance.now() + WAIT_MS;
    for (;;) {
      const outcome = await this.transactions.run((tx) => this.attempt(call, work, holdsSecret, tx));
      if (outcome !== null) return outcome.answer;
      if (performance.now() >= deadline) throw new AppError('request_in_progress', { headers: { 'retry-after': '5' } });
      // Waits without a database connection, so that a crowd of repeats cannot starve the request they wait for.
      await delay(POLL_MS + Math.random() * POLL_MS);
    }
  }

  /**
   * As `run`, for use cases that ask somebody outside before their transaction: what was answered before is answered without asking.
   *
   * @param prepare null = another request had what there is one of, maybe the first one with this key: its answer is waited for
   * @returns null when nothing was prepared, and no answer came
   */
  async runAfter<P, T>(
    call: IdempotentCall | null,
    prepare: () => Promise<P | null>,
    work: (prepared: P, tx: Tx) => Promise<T>,
  ): Promise<Exclude<T, AppError> | null> {
    const before = await this.kept(call, 0);
    if (before) return before.answer as Exclude<T, AppError>;
    const prepared = await prepare();
    if (prepared !== null) return this.run(call, (tx) => work(prepared, tx));
    const meanwhile = await this.kept(call, WAIT_MS);
    return meanwhile && (meanwhile.answer as Exclude<T, AppError>);
  }

  private async kept(call: IdempotentCall | null, waitMs: number): Promise<{ readonly answer: unknown } | null> {
    if (!call) return null;
    const deadline = performance.now() + waitMs;
    for (;;) {
      const kept = await this.transactions.run((tx) => this.answers.find(call.id, tx));
      if (kept) return { answer: this.replay(call, kept.sealed) };
      if (performance.now() >= deadline) return null;
      await delay(POLL_MS + Math.random() * POLL_MS);
    }
  }

  /** null when the first request with this key still runs. */
  private async attempt<T>(
    call: IdempotentCall,
    work: (tx: Tx) => Promise<T>,
    holdsSecret: boolean,
    tx: Tx,
  ): Promise<{ answer: Exclude<T, AppError> } | AppError | null> {
    if (!(await this.answers.tryLock(call.id, tx))) return null;
    const kept = await this.answers.find(call.id, tx);
    if (kept) return { answer: this.replay(call, kept.sealed) as Exclude<T, AppError> };
    const answer = await work(tx);
    if (answer instanceof AppError) return answer;
    const remembered: Remembered = { fingerprint: call.fingerprint, answer };
    const sealed = this.box.seal(serialize(remembered), placeOf(call));
    await this.answers.add(call.id, sealed, KEEP_SECONDS, holdsSecret ? KEEP_SECRET_SECONDS : null, tx);
    return { answer: answer as Exclude<T, AppError> };
  }

  private replay(call: IdempotentCall, sealed: string | null): unknown {
    if (sealed === null) throw new AppError('secret_already_shown');
    const remembered = deserialize(this.box.open(sealed, placeOf(call))) as Remembered;
    if (remembered.fingerprint !== call.fingerprint) throw new AppError('idempotency_key_reused');
    call.markReplayed();
    return remembered.answer;
  }
}

const placeOf = (call: IdempotentCall): string => `idempotent_answers/${call.id.toString('hex')}`;
