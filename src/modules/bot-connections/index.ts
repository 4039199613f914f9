export { ConnectionsModule } from './bot-connections.module.js';
export { BotResolution } from './bot-resolution.service.js';
export { BotChannels } from './bot-channels.service.js';
export { BotTokens } from './bot-tokens.service.js';
export { ConnectionDirectory } from './connection-directory.service.js';
export { Credentials } from './credentials/credentials.js';
export { FreshCredentials } from './credentials/fresh-credentials.js';
export { BotTypeEnum, PlatformEnum, ReasonEnum } from './graphql-words.js';
export { GLOBAL_ACCOUNT } from './connection.types.js';
export type { CredentialState } from './credentials/credentials.types.js';
export { missingScopes } from './missing-scopes.rules.js';
export { CONNECTIONS_SEALED } from './sealed-columns.rules.js';
export type {
  BotChannel,
  BotConnection,
  BotType,
  ChannelConnection,
  ConnectionRef,
  ConnectionStatus,
  FreshCredential,
  Resolution,
  ResolutionReason,
} from './connection.types.js';
