import type { SealedColumn } from '../../common/crypto/sealed-column.js';

export const AUTH_SEALED: readonly SealedColumn[] = [
  { table: 'signing_keys', column: 'private_key_sealed', key: 'id', place: `'signing_keys/' || id` },
  { table: 'oidc_states', column: 'sealed', key: 'state_hash', place: `'oidc_states/' || encode(state_hash, 'hex')` },
];
