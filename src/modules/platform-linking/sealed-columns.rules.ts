import type { SealedColumn } from '../../common/crypto/sealed-column.js';

export const LINKING_SEALED: readonly SealedColumn[] = [
  { table: 'link_tokens', column: 'code_sealed', key: 'id', place: `'link_tokens/' || id || '/code_sealed'` },
];
