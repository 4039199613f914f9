import { Injectable } from '@nestjs/common';
import { PlatformAdapters } from '../providers/index.js';
import type { BotConnection, ChannelConnection, WithMissingScopes } from './connection.types.js';
import { missingScopes } from './missing-scopes.rules.js';

/** Connections as people see them: with the scopes that a reconnect should grant. */
@Injectable()
export class ConnectionViews {
  constructor(private readonly adapters: PlatformAdapters) {}

  bot(connection: BotConnection): WithMissingScopes<BotConnection> {
    const purpose = connection.botType === 'global' ? 'global_bot' : 'bot';
    const asked = this.adapters.adapterOf(connection.platform).scopes[purpose];
    return { ...connection, missingScopes: missingScopes(asked, connection.scopes) };
  }

  channel(connection: ChannelConnection): WithMissingScopes<ChannelConnection> {
    const asked = this.adapters.adapterOf(connection.platform).scopes.channel;
    return { ...connection, missingScopes: missingScopes(asked, connection.scopes) };
  }
}
