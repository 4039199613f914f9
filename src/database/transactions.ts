import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { PoolClient } from 'pg';
import { DataSource, type EntityManager, type ObjectLiteral, type QueryRunner, type Repository } from 'typeorm';
import { AppError } from '../common/errors/app-error.js';
import { isDatabaseOutage, isRetryable } from '../common/errors/database-outage.rules.js';

declare const transaction: unique symbol;

/** An open transaction. Opaque: only repositories can use it, with `within`. */
export interface Tx {
  readonly [transaction]: true;
}

const managers = new WeakMap<Tx, EntityManager>();

/** A deadlock or serialization failure had no effect; a fourth one in a row is not bad luck. */
const ATTEMPTS = 4;

/** Opens transactions for services. Never call the network, hash a password or wait for a person inside one. */
@Injectable()
export class Transactions {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /**
   * Commits when `work` returns, rolls back when it throws; runs it again after a deadlock. An AppError that is returned is committed
   * first and thrown then: a refusal that must leave a trace, such as a counted wrong code.
   */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<Exclude<T, AppError>> {
    const outcome = await this.committed(work);
    if (outcome instanceof AppError) throw outcome;
    return outcome as Exclude<T, AppError>;
  }

  private async committed<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(work);
      } catch (error) {
        if (attempt >= ATTEMPTS || !isRetryable(error)) throw error;
      }
    }
  }

  private async once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const tx = Object.freeze({}) as Tx;
    try {
      await runner.startTransaction();
      managers.set(tx, runner.manager);
      const result = await work(tx);
      await runner.commitTransaction();
      return result;
    } catch (error) {
      await undo(runner, error);
      throw error;
    } finally {
      managers.delete(tx);
      await runner.release();
    }
  }
}

/**
 * Rolls back. A connection that fell silent is closed instead: TypeORM would wait for its ROLLBACK in vain and then give the connection
 * back with the transaction open, for the next one to commit.
 */
async function undo(runner: QueryRunner, error: unknown): Promise<void> {
  if (isDatabaseOutage(error)) await close(runner);
  else await runner.rollbackTransaction().catch(() => close(runner));
}

/** The pool drops a connection that is ending. */
async function close(runner: QueryRunner): Promise<void> {
  const connection = (await runner.connect().catch(() => null)) as PoolClient | null;
  void connection?.end();
}

/** The rows of a repository inside a transaction. */
export function within<E extends ObjectLiteral>(rows: Repository<E>, tx: Tx): Repository<E> {
  return managerOf(tx).withRepository(rows);
}

/** Runs SQL inside a transaction. */
export function managerOf(tx: Tx): EntityManager {
  const manager = managers.get(tx);
  if (!manager) throw new Error('The transaction this call belongs to has already ended');
  return manager;
}
