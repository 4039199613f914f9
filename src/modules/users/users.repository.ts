import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type FindOptionsWhere, type Repository } from 'typeorm';
import { newId } from '../../common/new-id.js';
import { violatedConstraint } from '../../common/errors/database-outage.rules.js';
import { managerOf, within, type Tx } from '../../database/transactions.js';
import { UserEntity } from './user.entity.js';
import { emailTaken, usernameTaken } from './users.errors.js';
import type { UserFilter } from './users.types.js';

export type NewUser = Omit<UserEntity, 'id' | 'createdAt' | 'updatedAt' | 'status'>;
export type UserChange = Partial<
  Pick<UserEntity, 'username' | 'name' | 'email' | 'passwordHash' | 'status' | 'isSystemAdmin'>
>;

@Injectable()
export class UsersRepository {
  constructor(@InjectRepository(UserEntity) private readonly rows: Repository<UserEntity>) {}

  findBy(where: FindOptionsWhere<UserEntity>, tx?: Tx): Promise<UserEntity | null> {
    return (tx ? within(this.rows, tx) : this.rows).findOneBy(where);
  }

  findByIds(ids: readonly string[]): Promise<UserEntity[]> {
    return this.rows.findBy({ id: In(ids) });
  }

  findPage(filter: UserFilter, afterId: string | null, limit: number): Promise<UserEntity[]> {
    const query = this.rows.createQueryBuilder('u').orderBy('u.id').limit(limit);
    if (afterId !== null) query.andWhere('u.id > :afterId', { afterId });
    if (filter.status !== undefined) query.andWhere('u.status = :status', { status: filter.status });
    if (filter.prefix !== undefined) {
      query.andWhere('(starts_with(u.username, :prefix) OR starts_with(u.email, :prefix))', { prefix: filter.prefix });
    }
    return query.getMany();
  }

  /** Nobody finds a bot of another owner. */
  findVisible(prefix: string, ownerId: string, afterId: string | null, limit: number): Promise<UserEntity[]> {
    const own = `u.id IN (SELECT bot_id FROM bot_owners WHERE owner_id = :ownerId)`;
    const query = this.rows
      .createQueryBuilder('u')
      .where('starts_with(u.username, :prefix)', { prefix })
      .andWhere(`((u.kind = 'human' AND u.status = 'active') OR ${own})`, { ownerId })
      .orderBy('u.id')
      .limit(limit);
    if (afterId !== null) query.andWhere('u.id > :afterId', { afterId });
    return query.getMany();
  }

  /** Holds the row against every other change until the transaction ends. */
  lock(id: string, tx: Tx): Promise<UserEntity | null> {
    return within(this.rows, tx).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Keeps the row from being deleted until the transaction ends; other changes go on. */
  async hold(id: string, tx: Tx): Promise<boolean> {
    const rows = await managerOf(tx).query<object[]>('SELECT FROM users WHERE id = $1 FOR KEY SHARE', [id]);
    return rows.length > 0;
  }

  countActiveAdmins(tx?: Tx): Promise<number> {
    return (tx ? within(this.rows, tx) : this.rows).countBy({ isSystemAdmin: true, status: 'active' });
  }

  /** @throws AppError email_taken, username_taken */
  async add(user: NewUser, tx: Tx): Promise<UserEntity> {
    const id = newId();
    await refusingTaken(within(this.rows, tx).insert({ id, ...user }));
    return within(this.rows, tx).findOneByOrFail({ id });
  }

  /** @throws AppError email_taken, username_taken */
  async change(id: string, change: UserChange, tx: Tx): Promise<UserEntity> {
    await refusingTaken(within(this.rows, tx).update({ id }, { ...change, updatedAt: () => 'now()' }));
    return within(this.rows, tx).findOneByOrFail({ id });
  }

  async delete(id: string, tx: Tx): Promise<void> {
    await within(this.rows, tx).delete({ id });
  }
}

async function refusingTaken(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'users_email_key') throw emailTaken(error);
    if (constraint === 'users_username_key') throw usernameTaken(error);
    throw error;
  }
}
