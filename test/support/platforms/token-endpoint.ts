import type { Call } from './call.js';
import type { Issued } from './grants.js';
import type { Profile, Shop, TokenRequest } from './profile.js';
import type { Reply } from './reply.js';
import type { TokenProblem } from './words.js';

/** Exchanges codes and refresh tokens, as the platform wants to be asked. */
export class TokenEndpoint {
  constructor(
    protected readonly shop: Shop,
    protected readonly profile: Profile,
  ) {}

  /** Reads the request, and notes what kind of call it is before anything happens. */
  async read(call: Call): Promise<TokenRequest | null> {
    const asked = this.profile.readTokenRequest(call, await call.read());
    if (asked?.grantType !== 'refresh_token') return asked;
    call.kind = 'refresh';
    call.token = asked.refreshToken;
    call.actedAs = this.shop.grants.findRefresh(asked.refreshToken ?? '')?.family.person.login ?? null;
    return asked;
  }

  answer(asked: TokenRequest | null, _call: Call): Reply | Promise<Reply> {
    const outcome = asked === null ? 'malformed' : this.redeem(asked);
    return typeof outcome === 'string' ? this.profile.refuseToken(outcome) : this.profile.tokenReply(outcome);
  }

  private redeem(asked: TokenRequest): Issued | TokenProblem {
    const { clientId, clientSecret } = this.shop.application;
    if (asked.clientId !== clientId) return 'client';
    if (asked.clientSecret !== clientSecret) return 'secret';
    if (asked.grantType === 'refresh_token') return this.shop.grants.refresh(asked.refreshToken ?? '');
    if (asked.grantType !== 'authorization_code') return 'grant_type';
    return this.shop.grants.exchange(asked.code ?? '', asked.redirectUri, asked.verifier);
  }
}
