import type { SealedColumn } from '../../common/crypto/sealed-column.js';

/** Runs one statement; every one of them is short. */
export type RunSql = <Row extends object>(text: string, values: readonly unknown[]) => Promise<Row[]>;

export interface SealedValue {
  readonly key: string | Buffer;
  readonly sealed: string;
  readonly place: string;
}

/** How many values of a column a key has sealed. */
export interface KeyUse {
  readonly keyId: string;
  readonly count: number;
}

/** The sealed values of one column. */
export class SealedValues {
  constructor(
    readonly column: SealedColumn,
    private readonly run: RunSql,
  ) {}

  get name(): string {
    return `${this.column.table}.${this.column.column}`;
  }

  /** Reads every value. */
  uses(): Promise<KeyUse[]> {
    const { table, column } = this.column;
    // The id stands before the last dot of a sealed value, whose rest has none.
    return this.run<KeyUse>(
      `SELECT substring(${column} FROM '^(.*)\\.') AS "keyId", count(*)::int AS count FROM ${table}
       WHERE ${column} IS NOT NULL AND ${column} <> '' GROUP BY 1 ORDER BY 1`,
      [],
    );
  }

  /**
   * In the order of their keys.
   *
   * @param notBy leaves out what this key has sealed; null = everything
   * @param after the key of the last one of the page before
   */
  page(notBy: string | null, after: string | Buffer | null, limit: number): Promise<SealedValue[]> {
    const { table, column, key, place } = this.column;
    const values: unknown[] = [limit, notBy === null ? '' : `${notBy}.`];
    const later = after === null ? '' : `AND ${key} > $${values.push(after)}`;
    return this.run<SealedValue>(
      `SELECT ${key} AS key, ${column} AS sealed, ${place} AS place FROM ${table}
       WHERE ${column} IS NOT NULL AND ${column} <> '' AND ($2 = '' OR NOT starts_with(${column}, $2)) ${later}
       ORDER BY ${key} LIMIT $1`,
      values,
    );
  }

  /** Only if nobody changed it since it was read. */
  async replace({ key, sealed }: SealedValue, anew: string): Promise<boolean> {
    const { table, column, key: keyColumn } = this.column;
    const rows = await this.run(
      `UPDATE ${table} SET ${column} = $3 WHERE ${keyColumn} = $1 AND ${column} = $2 RETURNING 1 AS done`,
      [key, sealed, anew],
    );
    return rows.length === 1;
  }
}
