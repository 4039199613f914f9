import { AuditEventEntity } from '../modules/audit/audit-event.entity.js';
import { ApiTokenSecretEntity } from '../modules/bot-tokens/api-token-secret.entity.js';
import { ApiTokenEntity } from '../modules/bot-tokens/api-token.entity.js';
import { MachineKeySecretEntity } from '../modules/bot-tokens/machine-key-secret.entity.js';
import { MachineKeyEntity } from '../modules/bot-tokens/machine-key.entity.js';
import { ChatEventEntity } from '../modules/chat-proxy/log/chat-event.entity.js';
import { ChatMessageEntity } from '../modules/chat-proxy/history/chat-message.entity.js';
import { ChatSessionEntity } from '../modules/chat-proxy/history/chat-session.entity.js';
import { ChatTurnEntity } from '../modules/chat-proxy/turns/chat-turn.entity.js';
import { ChatUsageEntity } from '../modules/chat-proxy/turns/chat-usage.entity.js';
import { SigningKeyEntity } from '../modules/auth/keys/signing-key.entity.js';
import { OidcStateEntity } from '../modules/auth/oidc/oidc-state.entity.js';
import { ExternalIdentityEntity } from '../modules/auth/outside/external-identity.entity.js';
import { LoginEntity } from '../modules/auth/login.entity.js';
import { RefreshTokenEntity } from '../modules/auth/refresh-token.entity.js';
import { IdempotentAnswerEntity } from '../modules/idempotency/idempotent-answer.entity.js';
import { LinkTokenEntity } from '../modules/platform-linking/link-token.entity.js';
import { LinkSignInEntity } from '../modules/platform-linking/sign-in/link-sign-in.entity.js';
import { PlatformLinkEntity } from '../modules/platform-linking/platform-link.entity.js';
import { AccountMemberEntity } from '../modules/accounts/account-member.entity.js';
import { AccountEntity } from '../modules/accounts/account.entity.js';
import { BotConnectionEntity } from '../modules/bot-connections/bot-connection.entity.js';
import { ChannelConnectionEntity } from '../modules/bot-connections/channel-connection.entity.js';
import { ConnectStateEntity } from '../modules/bot-connections/connect/connect-state.entity.js';
import { PlatformRevocationEntity } from '../modules/bot-connections/platform-revocation.entity.js';
import { BotCommandEntity } from '../modules/bot-workers/bot-command.entity.js';
import { ChannelLeaseEntity } from '../modules/bot-workers/channel-lease.entity.js';
import { ChannelReportChangeEntity } from '../modules/bot-workers/channel-report-change.entity.js';
import { ChannelReportEntity } from '../modules/bot-workers/channel-report.entity.js';
import { WorkerPresenceEntity } from '../modules/bot-workers/worker-presence.entity.js';
import { BotTransferEntity } from '../modules/bot-users/bot-transfer.entity.js';
import { ProviderOverrideEntity } from '../modules/providers/provider-override.entity.js';
import { ProviderSettingEntity } from '../modules/providers/provider-setting.entity.js';
import { BotOwnerEntity } from '../modules/users/bot-owner.entity.js';
import { EncryptionKeyEntity } from './sealed/encryption-key.entity.js';
import { SentMessageEntity } from '../modules/passthrough/messages/sent-message.entity.js';
import { UserEntity } from '../modules/users/user.entity.js';

/** Every table of the program, listed by hand so that the drift check sees exactly these. */
export const ENTITIES = [
  AuditEventEntity,
  IdempotentAnswerEntity,
  MachineKeyEntity,
  MachineKeySecretEntity,
  LinkSignInEntity,
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
  ProviderSettingEntity,
  ProviderOverrideEntity,
  BotConnectionEntity,
  ChannelConnectionEntity,
  PlatformRevocationEntity,
  ChatSessionEntity,
  ChatTurnEntity,
  ChatMessageEntity,
  ChatEventEntity,
  ChatUsageEntity,
  EncryptionKeyEntity,
  ConnectStateEntity,
  SentMessageEntity,
  ChannelLeaseEntity,
  WorkerPresenceEntity,
  ChannelReportEntity,
  ChannelReportChangeEntity,
  BotCommandEntity,
];
