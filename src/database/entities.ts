import { AuditEventEntity } from '../modules/audit/audit-event.entity.js';
import { ApiTokenSecretEntity } from '../modules/bot-tokens/api-token-secret.entity.js';
import { ApiTokenEntity } from '../modules/bot-tokens/api-token.entity.js';
import { MachineKeySecretEntity } from '../modules/bot-tokens/machine-key-secret.entity.js';
import { MachineKeyEntity } from '../modules/bot-tokens/machine-key.entity.js';
import { SigningKeyEntity } from '../modules/auth/keys/signing-key.entity.js';
import { OidcStateEntity } from '../modules/auth/oidc/oidc-state.entity.js';
import { ExternalIdentityEntity } from '../modules/auth/outside/external-identity.entity.js';
import { LoginEntity } from '../modules/auth/login.entity.js';
import { RefreshTokenEntity } from '../modules/auth/refresh-token.entity.js';
import { IdempotentAnswerEntity } from '../modules/idempotency/idempotent-answer.entity.js';
import { LinkTokenEntity } from '../modules/platform-linking/link-token.entity.js';
import { PlatformLinkEntity } from '../modules/platform-linking/platform-link.entity.js';
import { AccountMemberEntity } from '../modules/accounts/account-member.entity.js';
import { AccountEntity } from '../modules/accounts/account.entity.js';
import { BotTransferEntity } from '../modules/bot-users/bot-transfer.entity.js';
import { BotOwnerEntity } from '../modules/users/bot-owner.entity.js';
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
  BotOwnerEntity,
  BotTransferEntity,
  ApiTokenEntity,
  ApiTokenSecretEntity,
  ExternalIdentityEntity,
  OidcStateEntity,
];
