import { UsersAndAccounts1763600000001 } from './1763600000001-users-and-accounts.js';
import { Audit1763600000002 } from './1763600000002-audit.js';
import { Logins1763600000003 } from './1763600000003-logins.js';
import { MachineKeys1763600000004 } from './1763600000004-machine-keys.js';
import { PlatformLinking1763600000005 } from './1763600000005-platform-linking.js';
import { IdempotencyAndLimits1763600000006 } from './1763600000006-idempotency-and-limits.js';

/** In the order they run. A landed migration is never edited. */
export const MIGRATIONS = [
  UsersAndAccounts1763600000001,
  Audit1763600000002,
  Logins1763600000003,
  MachineKeys1763600000004,
  PlatformLinking1763600000005,
  IdempotencyAndLimits1763600000006,
];
