import { AuditEventEntity } from '../modules/audit/audit-event.entity.js';
import { MachineKeySecretEntity } from '../modules/bot-tokens/machine-key-secret.entity.js';
import { MachineKeyEntity } from '../modules/bot-tokens/machine-key.entity.js';
import { SigningKeyEntity } from '../modules/auth/keys/signing-key.entity.js';
import { LoginEntity } from '../modules/auth/login.entity.js';
import { RefreshTokenEntity } from '../modules/auth/refresh-token.entity.js';
import { IdempotentAnswerEntity } from '../modules/idempotency/idempotent-answer.entity.js';
import { LinkTokenEntity } from '../modules/platform-linking/link-token.entity.js';
import { PlatformLinkEntity } from '../modules/platform-linking/platform-link.entity.js';
import { AccountMemberEntity } from '../modules/accounts/account-member.entity.js';
import { AccountEntity } from '../modules/accounts/account.entity.js';
import { UserEntity } from '../modules/users/user.entity.js';

/** Every table of the program, listed by hand so that the drift check sees exactly these. */
export const ENTITIES = [
  AuditEventEntity,
  IdempotentAnswerEntity,
  MachineKeyEntity,
  MachineKeySecretEntity,
  LinkTokenEntity,
  PlatformLinkEntity,
  UserEntity,
  AccountEntity,
  AccountMemberEntity,
  LoginEntity,
  RefreshTokenEntity,
  SigningKeyEntity,
];
