import type { SealedColumn } from '../../common/crypto/sealed-column.js';

export const PROVIDERS_SEALED: readonly SealedColumn[] = [
  {
    table: 'provider_settings',
    column: 'client_secret',
    key: 'platform',
    place: `'provider_settings/' || platform || '/client_secret'`,
  },
];
