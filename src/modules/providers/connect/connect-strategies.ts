import { Injectable } from '@nestjs/common';
import { InternalOAuthError } from 'passport-oauth2';
import type { BotPlatform } from '../../../common/platforms.js';
import type { ConnectPurpose, Grant } from '../platform-adapter.js';
import { PlatformAdapters } from '../platform-adapters.js';
import { ConnectStrategy, type ConnectContext } from './connect-strategy.js';
import { KickStrategy } from './kick.strategy.js';
import { TrovoStrategy } from './trovo.strategy.js';
import { TwitchStrategy } from './twitch.strategy.js';
import { YoutubeStrategy } from './youtube.strategy.js';

const STRATEGIES: Readonly<Record<BotPlatform, typeof ConnectStrategy>> = {
  twitch: TwitchStrategy,
  youtube: YoutubeStrategy,
  kick: KickStrategy,
  trovo: TrovoStrategy,
  // Never run: its token is static.
  discord: ConnectStrategy,
};

/** The browser came back with what no flow of ours is waiting for. The code was not sent anywhere. */
export class ConnectRefused extends Error {
  constructor(readonly reason: 'state' | 'issuer') {
    super(`The ${reason} of an authorization answer is not the one expected`);
  }
}

export interface AuthorizationAnswer {
  readonly code: string;
  readonly state: string;
  /** Who says to have answered (RFC 9207); checked when it came. */
  readonly iss?: string | undefined;
}

type Outcome = { readonly url: string } | { readonly grant: Grant } | { readonly refused: true };

/** Runs the passport strategies outside HTTP: what connects is a call of our API, and nobody signs in by it. */
@Injectable()
export class ConnectStrategies {
  constructor(private readonly adapters: PlatformAdapters) {}

  /** Where to send the browser, and the state it will bring back. */
  async begin(
    platform: BotPlatform,
    purpose: ConnectPurpose,
    context: ConnectContext,
  ): Promise<{ readonly url: string; readonly state: string }> {
    const strategy = this.strategyOf(platform, purpose, context);
    const outcome = await run(strategy, {});
    if (!('url' in outcome)) throw new Error(`The ${platform} strategy did not begin a flow`);
    const state = new URL(outcome.url).searchParams.get('state');
    if (state === null) throw new Error(`The ${platform} strategy sent no state`);
    return { url: strategy.finish(outcome.url), state };
  }

  /**
   * Takes the state away and exchanges the code.
   *
   * @throws ConnectRefused before the code is sent anywhere; PlatformFailure, of kind `dead` or `refused` for a code that is not accepted
   */
  async finish(
    platform: BotPlatform,
    purpose: ConnectPurpose,
    { code, state, iss }: AuthorizationAnswer,
    context: ConnectContext,
  ): Promise<Grant> {
    if (iss !== undefined && !isIssuer(iss, context.application.endpoints.authorizeUrl)) {
      throw new ConnectRefused('issuer');
    }
    if (code === '') throw new ConnectRefused('state');
    const strategy = this.strategyOf(platform, purpose, context);
    const outcome = await run(strategy, { code, state });
    if (!('grant' in outcome)) throw new ConnectRefused('state');
    return outcome.grant;
  }

  private strategyOf(platform: BotPlatform, purpose: ConnectPurpose, context: ConnectContext): ConnectStrategy {
    const Platform = STRATEGIES[platform];
    return new Platform(this.adapters.adapterOf(platform), purpose, context);
  }
}

/** Passport tells a strategy's outcome by calling one of four methods of it. */
function run(strategy: ConnectStrategy, query: Readonly<Record<string, string>>): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    strategy.redirect = (url) => resolve({ url });
    strategy.success = (grant) => resolve({ grant });
    strategy.fail = () => resolve({ refused: true });
    // What the adapter throws comes wrapped.
    strategy.error = (error) => reject(toError(error instanceof InternalOAuthError ? error.oauthError : error));
    strategy.authenticate({ query });
  });
}

const toError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** The platforms publish no issuer for these flows, so it is the origin that people are sent to which must match. */
function isIssuer(iss: string, authorizeUrl: string): boolean {
  return URL.canParse(iss) && new URL(iss).origin === new URL(authorizeUrl).origin;
}
