import { Injectable } from '@nestjs/common';
import { Metrics } from '../../common/metrics/metrics.js';
import type { BotPlatform } from '../../common/platforms.js';
import { BatchedLookup } from '../../database/batched-lookup.js';
import {
  ConnectionLookupsRepository,
  type NamedBot,
  type NamedConnection,
  type SomebodyOnPlatform,
} from './connection-lookups.repository.js';
import type { CredentialState } from './credentials/credentials.types.js';

/** Which connection a call could mean, with how its credential stands. Whether it can act now is for whoever asks. */
@Injectable()
export class ConnectionDirectory {
  private readonly usable: BatchedLookup<NamedBot, NamedConnection | null>;
  private readonly attached: BatchedLookup<SomebodyOnPlatform, CredentialState | null>;
  private readonly channels: BatchedLookup<SomebodyOnPlatform, CredentialState | null>;

  constructor(lookups: ConnectionLookupsRepository, metrics: Metrics) {
    const textOf = ({ id, platform }: SomebodyOnPlatform): string => `${id} ${platform}`;
    this.usable = new BatchedLookup((asked) => lookups.findUsable(asked), {
      textOf: ({ accountId, platform, name }) => `${accountId} ${platform} ${name}`,
      observe: metrics.batchObserver('named_bot'),
    });
    this.attached = new BatchedLookup((asked) => lookups.findOfBotUsers(asked), {
      textOf,
      observe: metrics.batchObserver('attached_bot'),
    });
    this.channels = new BatchedLookup((asked) => lookups.findChannels(asked), {
      textOf,
      observe: metrics.batchObserver('channel'),
    });
  }

  /**
   * The account's own bot or the global one, and no other; the own one when both are called so.
   *
   * @param nameOrId the connection's id, the platform's login of the bot, or the username of the bot user it is attached to
   */
  findUsable(accountId: string, platform: BotPlatform, nameOrId: string): Promise<NamedConnection | null> {
    return this.usable.find({ accountId, platform, name: nameOrId.toLowerCase() });
  }

  /** The connection that a bot user acts through. In which account it lies says the answer. */
  ofBotUser(userId: string, platform: BotPlatform): Promise<CredentialState | null> {
    return this.attached.find({ id: userId, platform });
  }

  channelOf(accountId: string, platform: BotPlatform): Promise<CredentialState | null> {
    return this.channels.find({ id: accountId, platform });
  }
}
