import { Injectable } from '@nestjs/common';
import type { Seen } from '../../common/access/seen.js';
import { Metrics } from '../../common/metrics/metrics.js';
import { RememberedLookup } from '../../database/remembered-lookup.js';
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
  private readonly usable: RememberedLookup<NamedBot, NamedConnection | null>;
  private readonly attached: RememberedLookup<SomebodyOnPlatform, CredentialState | null>;
  private readonly channels: RememberedLookup<SomebodyOnPlatform, CredentialState | null>;

  constructor(lookups: ConnectionLookupsRepository, metrics: Metrics) {
    const textOf = ({ id, platform }: SomebodyOnPlatform): string => `${id} ${platform}`;
    this.usable = new RememberedLookup((asked) => lookups.findUsable(asked), {
      textOf: ({ accountId, platform, name }) => `${accountId} ${platform} ${name}`,
      observe: metrics.batchObserver('named_bot'),
      until: (named) => named && freshUntil(named.state),
    });
    this.attached = new RememberedLookup((asked) => lookups.findOfBotUsers(asked), {
      textOf,
      observe: metrics.batchObserver('attached_bot'),
      until: freshUntil,
    });
    this.channels = new RememberedLookup((asked) => lookups.findChannels(asked), {
      textOf,
      observe: metrics.batchObserver('channel'),
      until: freshUntil,
    });
  }

  /**
   * The account's own bot or the global one, and no other; the own one when both are called so.
   *
   * @param bot named by the connection's id, the platform's login of the bot, or the username of the bot user it is attached to
   * @param seen by the request that asks, here and below; null: the database is asked
   */
  findUsable(bot: NamedBot, seen: Seen | null): NamedConnection | null | Promise<NamedConnection | null> {
    return this.usable.find({ ...bot, name: bot.name.toLowerCase() }, seen);
  }

  /** The connection that a bot user acts through. In which account it lies says the answer. */
  ofBotUser(bot: SomebodyOnPlatform, seen: Seen | null): CredentialState | null | Promise<CredentialState | null> {
    return this.attached.find(bot, seen);
  }

  channelOf(account: SomebodyOnPlatform, seen: Seen | null): CredentialState | null | Promise<CredentialState | null> {
    return this.channels.find(account, seen);
  }
}

/** Only a credential that can be taken as it is stays as it is: what has to be refreshed is looked at anew each time. */
const freshUntil = (state: CredentialState | null): number | null => (state?.fresh ? state.freshUntil : null);
