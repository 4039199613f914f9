import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/index.js';
import { AuditModule } from '../audit/index.js';
import { BotUsersModule } from '../bot-users/index.js';
import { IdempotencyModule } from '../idempotency/index.js';
import { ProvidersModule } from '../providers/index.js';
import { BotAttachments } from './bot-attachments.service.js';
import { BotChannels } from './bot-channels.service.js';
import { BotConnectionEntity } from './bot-connection.entity.js';
import { BotConnectionsController } from './bot-connections.controller.js';
import { BotConnectionStatuses } from './bot-connection-statuses.service.js';
import { BotConnectionsRepository } from './bot-connections.repository.js';
import { BotConnectionsResolver } from './bot-connections.resolver.js';
import { BotConnectionsService } from './bot-connections.service.js';
import { BotConnects } from './bot-connects.service.js';
import { BotKeeper } from './bot-keeper.js';
import { BotResolution } from './bot-resolution.service.js';
import { BotToggleController } from './bot-toggle.controller.js';
import { BotTokens } from './bot-tokens.service.js';
import { ChannelConnectionEntity } from './channel-connection.entity.js';
import { ChannelConnectionsController } from './channel-connections.controller.js';
import { ChannelConnectionsRepository } from './channel-connections.repository.js';
import { ChannelConnectionsService } from './channel-connections.service.js';
import { ChannelConnects } from './channel-connects.service.js';
import { ChannelKeeper } from './channel-keeper.js';
import { ConnectBotsController } from './connect-bots.controller.js';
import { ConnectBotsResolver } from './connect-bots.resolver.js';
import { ConnectAdmission } from './connect/connect-admission.js';
import { ConnectCallback } from './connect/connect-callback.js';
import { ConnectCookie } from './connect/connect-cookie.js';
import { ConnectFlow } from './connect/connect-flow.service.js';
import { ConnectStateEntity } from './connect/connect-state.entity.js';
import { ConnectStatesRepository } from './connect/connect-states.repository.js';
import { ConnectStates } from './connect/connect-states.js';
import { PlatformConnect } from './connect/platform-connect.js';
import { ConnectionAudit } from './connection-audit.js';
import { ConnectionDirectory } from './connection-directory.service.js';
import { ConnectionLookupsRepository } from './connection-lookups.repository.js';
import { ConnectionViews } from './connection-views.js';
import { CredentialsModule } from './credentials/credentials.module.js';
import { DiscardedCredentials } from './discarded-credentials.js';
import { DiscardedCredentialsRepository } from './discarded-credentials.repository.js';
import { GlobalBotsController } from './global-bots.controller.js';
import { OauthCallbackController } from './oauth-callback.controller.js';
import { PlatformRevocationEntity } from './platform-revocation.entity.js';

const REPOSITORIES = [
  BotConnectionsRepository,
  ChannelConnectionsRepository,
  ConnectionLookupsRepository,
  ConnectStatesRepository,
  DiscardedCredentialsRepository,
];

/** The two halves of a flow, and what becomes of what it brings. */
const CONNECTING = [
  ConnectStates,
  ConnectCookie,
  PlatformConnect,
  ConnectAdmission,
  ConnectFlow,
  ConnectCallback,
  BotKeeper,
  ChannelKeeper,
  BotConnects,
  ChannelConnects,
  DiscardedCredentials,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([
      BotConnectionEntity,
      ChannelConnectionEntity,
      ConnectStateEntity,
      PlatformRevocationEntity,
    ]),
    AuditModule,
    IdempotencyModule,
    AccountsModule,
    BotUsersModule,
    ProvidersModule,
    CredentialsModule,
  ],
  controllers: [
    // Before the routes with a platform in their path: /discord is one of its own.
    ConnectBotsController,
    BotConnectionsController,
    ChannelConnectionsController,
    BotToggleController,
    GlobalBotsController,
    OauthCallbackController,
  ],
  providers: [
    ...REPOSITORIES,
    ...CONNECTING,
    ConnectionAudit,
    ConnectionViews,
    BotConnectionsResolver,
    ConnectBotsResolver,
    BotConnectionStatuses,
    BotConnectionsService,
    ChannelConnectionsService,
    BotAttachments,
    BotResolution,
    BotTokens,
    BotChannels,
    ConnectionDirectory,
  ],
  exports: [BotResolution, BotTokens, BotChannels, ConnectionDirectory, CredentialsModule],
})
export class ConnectionsModule {}
