/**
 * A column that holds sealed values. Whoever seals into a column describes it, so that its values can be found and sealed anew under
 * another key. Names and expressions are constants of ours, never input.
 */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** The primary key's column. */
  readonly key: string;
  /** SQL over the columns of the row: the place that its value was sealed for, see SealedBox. */
  readonly place: string;
}

export const SEALED_COLUMNS = Symbol('SealedColumns');
