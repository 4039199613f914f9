import { randomBytes } from 'node:crypto';
import { listen } from '../identity/listening.js';
import { assemble, type Parts, type PlatformOptions } from './assemble.js';
import { mostAtOnce, type Call } from './call.js';
import type { ChatRoom } from './chat-room.js';
import type { AccessToken } from './grants.js';
import type { Knobs } from './knobs.js';
import type { People } from './people.js';
import { TokenView } from './token-view.js';
import { Visitor, type ApproveOptions, type Guest, type Returned } from './visitor.js';
import type { Person, PlatformName, StandInName } from './words.js';

/** Starts a platform on this machine, with the manners of the real one. Nobody has an account there yet. */
export async function startPlatform<N extends StandInName>(
  platform: N,
  options: PlatformOptions = {},
): Promise<Platform<N>> {
  const made: Parts[] = [];
  const server = await listen((origin) => {
    const parts = assemble(platform, origin, options);
    made.push(parts);
    return parts.dispatcher.handle;
  }, options.port);
  return new Platform<N>(...(made as [Parts]), () => server.close());
}

export class Platform<N extends StandInName = PlatformName> {
  readonly platform: N;
  readonly origin: string;
  readonly users: People;
  readonly chat: ChatRoom;
  readonly knobs: Knobs;
  readonly tokens: TokenView;
  /** Every request so far, in the order of their arrival. */
  readonly calls: readonly Call[];
  readonly clientId: string;
  readonly clientSecret: string;

  constructor(
    private readonly parts: Parts,
    readonly close: () => Promise<void>,
    private readonly newGuest: () => Guest = () => new Visitor(),
  ) {
    const { profile, shop, knobs, dispatcher } = parts;
    this.platform = profile.platform as N;
    this.origin = shop.origin;
    this.users = shop.people;
    this.chat = shop.chat;
    this.knobs = knobs;
    this.tokens = new TokenView(shop.grants);
    this.calls = dispatcher.calls;
    this.clientId = shop.application.clientId;
    this.clientSecret = shop.application.clientSecret;
  }

  /** The variables that lead a program here. */
  environment(): Record<string, string> {
    const prefix = `PROVIDER_${this.platform.toUpperCase()}`;
    const urls = Object.entries(this.parts.profile.paths).map(([name, path]) => [
      `${prefix}_${name.toUpperCase()}_URL`,
      `${this.origin}${path}`,
    ]);
    const client = { [`${prefix}_CLIENT_ID`]: this.clientId, [`${prefix}_CLIENT_SECRET`]: this.clientSecret };
    return { ...client, ...(Object.fromEntries(urls) as Record<string, string>) };
  }

  /** The variables by which people of a program sign in here. */
  signInEnvironment(): Record<string, string> {
    const { authorize, token, validate } = this.parts.profile.paths;
    const prefix = `LINK_SIGN_IN_${this.platform.toUpperCase()}`;
    return {
      [`${prefix}_CLIENT_ID`]: this.clientId,
      [`${prefix}_CLIENT_SECRET`]: this.clientSecret,
      [`${prefix}_AUTHORIZE_URL`]: `${this.origin}${authorize}`,
      [`${prefix}_TOKEN_URL`]: `${this.origin}${token}`,
      [`${prefix}_IDENTITY_URL`]: `${this.origin}${validate}`,
    };
  }

  /** A person presses Approve, in a browser of their own; a `Visitor` that is kept keeps its cookies. */
  approve(authorizeUrl: string, as: Person, options: ApproveOptions = {}): Promise<Returned> {
    return this.newGuest().approve(authorizeUrl, as, options);
  }

  deny(authorizeUrl: string): Promise<Returned> {
    return this.newGuest().deny(authorizeUrl);
  }

  /** Discord: what the developer portal shows once. Any earlier one stays good. */
  botToken(bot: Person): string {
    const parts = [Buffer.from(bot.id).toString('base64url'), randomBytes(4), randomBytes(20)];
    const value = parts.map((part) => (typeof part === 'string' ? part : part.toString('base64url'))).join('.');
    return this.parts.shop.grants.give(bot, ['bot'], value).value;
  }

  /** The access token of that value, when it works now. */
  accessToken(value: string): AccessToken | null {
    return this.parts.shop.grants.access(value);
  }

  /** Most redemptions of that refresh token that ran at the same moment. */
  redemptionsAtOnce(refreshToken: string): number {
    return mostAtOnce(this.calls.filter(({ kind, token }) => kind === 'refresh' && token === refreshToken));
  }
}
