import type { SealedColumn } from '../../common/crypto/sealed-column.js';

export const IDEMPOTENCY_SEALED: readonly SealedColumn[] = [
  {
    table: 'idempotent_answers',
    column: 'answer_sealed',
    key: 'id',
    place: `'idempotent_answers/' || encode(id, 'hex')`,
  },
];
