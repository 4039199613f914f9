import { UsersAndAccounts1763600000001 } from './1763600000001-users-and-accounts.js';
import { Audit1763600000002 } from './1763600000002-audit.js';
import { Logins1763600000003 } from './1763600000003-logins.js';
import { MachineKeys1763600000004 } from './1763600000004-machine-keys.js';
import { PlatformLinking1763600000005 } from './1763600000005-platform-linking.js';
import { IdempotencyAndLimits1763600000006 } from './1763600000006-idempotency-and-limits.js';
import { BotUsers1763600000007 } from './1763600000007-bot-users.js';
import { OutsideIdentity1763600000008 } from './1763600000008-outside-identity.js';
import { ApiTokens1763600000009 } from './1763600000009-api-tokens.js';

/** In the order they run. A landed migration is never edited. */
export const MIGRATIONS = [
  UsersAndAccounts1763600000001,
  Audit1763600000002,
  Logins1763600000003,
  MachineKeys1763600000004,
  PlatformLinking1763600000005,
  IdempotencyAndLimits1763600000006,
  BotUsers1763600000007,
  OutsideIdentity1763600000008,
  ApiTokens1763600000009,
];
