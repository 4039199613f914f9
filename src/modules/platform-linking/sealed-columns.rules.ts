import type { SealedColumn } from '../../common/crypto/sealed-column.js';

export const LINKING_SEALED: readonly SealedColumn[] = [
  {
    table: 'link_sign_ins',
    column: 'verifier',
    key: 'state_hash',
    place: `'link_sign_ins/' || encode(state_hash, 'hex')`,
  },
  { table: 'link_tokens', column: 'code_sealed', key: 'id', place: `'link_tokens/' || id || '/code_sealed'` },
];
