import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { managerOf, within, type Tx } from '../../../database/transactions.js';
import { SigningKeyEntity } from './signing-key.entity.js';

export type NewSigningKey = Omit<SigningKeyEntity, 'createdAt'>;

@Injectable()
export class SigningKeysRepository {
  constructor(@InjectRepository(SigningKeyEntity) private readonly rows: Repository<SigningKeyEntity>) {}

  /** Every key that signs or verifies now or later. */
  findLive(tx?: Tx): Promise<SigningKeyEntity[]> {
    const rows = tx ? within(this.rows, tx) : this.rows;
    return rows.createQueryBuilder('k').where('k.verifies_until > now()').orderBy('k.signs_from').getMany();
  }

  async add(key: NewSigningKey, tx: Tx): Promise<void> {
    await within(this.rows, tx).insert({ ...key });
  }

  /** The database's clock, by which keys and tokens are judged on every replica. */
  async now(tx?: Tx): Promise<Date> {
    const sql = 'SELECT clock_timestamp() AS now';
    const [row] = await (tx ? managerOf(tx) : this.rows).query<{ now: Date }[]>(sql);
    if (!row) throw new Error('The database did not tell the time');
    return row.now;
  }

  async purge(tx: Tx): Promise<void> {
    await managerOf(tx).query('DELETE FROM signing_keys WHERE verifies_until <= now()');
  }
}
