import type { SealedColumn } from './common/crypto/sealed-column.js';
import { AUTH_SEALED } from './modules/auth/index.js';
import { CONNECTIONS_SEALED } from './modules/bot-connections/index.js';
import { IDEMPOTENCY_SEALED } from './modules/idempotency/index.js';
import { LINKING_SEALED } from './modules/platform-linking/index.js';
import { PROVIDERS_SEALED } from './modules/providers/index.js';

/** Every column that holds sealed values, as the modules that seal describe them. */
export const ALL_SEALED: readonly SealedColumn[] = [
  ...AUTH_SEALED,
  ...CONNECTIONS_SEALED,
  ...IDEMPOTENCY_SEALED,
  ...LINKING_SEALED,
  ...PROVIDERS_SEALED,
];
