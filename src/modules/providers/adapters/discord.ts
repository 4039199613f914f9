import {
  PlatformFailure,
  type Grant,
  type PlatformAdapter,
  type PlatformIdentity,
  type ProviderApplication,
} from '../platform-adapter.js';
import type { PlatformCalls } from '../platform-calls.js';
import { dig, textAt } from '../platform-json.rules.js';

/** Discord wants to know where its callers come from. */
export const discordAgent = (address: string): string => `DiscordBot (${address}, 1.0)`;

/** Discord: discord.com/developers/docs/reference#authentication. A bot token is made in the portal and lives until it is reset there. */
export class DiscordAdapter implements PlatformAdapter {
  readonly platform = 'discord';
  readonly auth = 'static';
  readonly pkce = false;
  /** Set in the portal. */
  readonly scopes = { bot: [], global_bot: [], channel: [] };
  readonly refreshGrace = null;

  /** @param address of this installation: Discord wants to know where a bot comes from */
  constructor(
    private readonly calls: PlatformCalls,
    private readonly address: string,
  ) {}

  exchange(): Promise<Grant> {
    return Promise.reject(new PlatformFailure('discord', 'refused'));
  }

  refresh(): Promise<Grant> {
    return Promise.reject(new PlatformFailure('discord', 'refused'));
  }

  /** The token of anything but a bot is refused. */
  async identify(application: ProviderApplication, accessToken: string): Promise<PlatformIdentity> {
    const json = await this.me(`${application.endpoints.apiUrl}/users/@me`, application, accessToken);
    const [id, login] = [textAt(json, 'id'), textAt(json, 'username')];
    if (id === null || login === null) throw new PlatformFailure('discord', 'transient', 200);
    if (dig(json, 'bot') !== true) throw new PlatformFailure('discord', 'refused', 200);
    return { id, login, displayName: textAt(json, 'global_name') ?? login };
  }

  async validate(application: ProviderApplication, accessToken: string): Promise<void> {
    await this.me(application.endpoints.validateUrl, application, accessToken);
  }

  /** There is no such call: only the portal ends a bot token. */
  revoke(): Promise<void> {
    return Promise.resolve();
  }

  apiHeaders(_application: ProviderApplication, accessToken: string): Readonly<Record<string, string>> {
    return { authorization: `Bot ${accessToken}`, 'user-agent': discordAgent(this.address) };
  }

  private me(url: string, application: ProviderApplication, accessToken: string): Promise<unknown> {
    const headers = { accept: 'application/json', ...this.apiHeaders(application, accessToken) };
    return this.calls.api('discord', { method: 'GET', url, headers });
  }
}
