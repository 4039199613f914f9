import { UsersAndAccounts1763600000001 } from './1763600000001-users-and-accounts.js';
import { Audit1763600000002 } from './1763600000002-audit.js';
import { Logins1763600000003 } from './1763600000003-logins.js';
import { MachineKeys1763600000004 } from './1763600000004-machine-keys.js';
import { PlatformLinking1763600000005 } from './1763600000005-platform-linking.js';
import { IdempotencyAndLimits1763600000006 } from './1763600000006-idempotency-and-limits.js';
import { BotUsers1763600000007 } from './1763600000007-bot-users.js';
import { OutsideIdentity1763600000008 } from './1763600000008-outside-identity.js';
import { ApiTokens1763600000009 } from './1763600000009-api-tokens.js';
import { Providers1763600000010 } from './1763600000010-providers.js';
import { Connections1763600000011 } from './1763600000011-connections.js';
import { ConnectStates1763600000012 } from './1763600000012-connect-states.js';
import { EncryptionKeys1763600000013 } from './1763600000013-encryption-keys.js';
import { Passthrough1763600000014 } from './1763600000014-passthrough.js';
import { BotWorkers1763600000015 } from './1763600000015-bot-workers.js';
import { Chat1763600000020 } from './1763600000020-chat.js';
import { ChatEventsUnchecked1763600000021 } from './1763600000021-chat-events-unchecked.js';
import { LinkSignIns1763600000030 } from './1763600000030-link-sign-ins.js';
import { UsersByUsername1763600000040 } from './1763600000040-users-by-username.js';
import { AccessVersion1763600000050 } from './1763600000050-access-version.js';

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
  Providers1763600000010,
  Connections1763600000011,
  ConnectStates1763600000012,
  EncryptionKeys1763600000013,
  Passthrough1763600000014,
  BotWorkers1763600000015,
  Chat1763600000020,
  ChatEventsUnchecked1763600000021,
  LinkSignIns1763600000030,
  UsersByUsername1763600000040,
  AccessVersion1763600000050,
];
