import { Injectable } from '@nestjs/common';
import { credentialsMissing, credentialsRejected } from '../../common/access/access.errors.js';
import type { PresentedCredential } from '../../common/access/credentials.rules.js';
import type { HumanPrincipal } from '../../common/access/principal.js';
import { Metrics } from '../../common/metrics/metrics.js';
import { BatchedLookup } from '../../database/batched-lookup.js';
import type { LiveLogin } from './auth.types.js';
import { BasicCredentials } from './basic/basic-credentials.service.js';
import { ForeignTokens } from './foreign/foreign-tokens.service.js';
import { AccessTokens } from './keys/access-tokens.service.js';
import { LoginsRepository } from './logins.repository.js';
import type { RequestOrigin } from './outside/outside.types.js';

/**
 * Who presents an access token, ours or of the outside issuer, or a password with each request. A token alone is not believed: its login
 * and its person are looked up on every request.
 */
@Injectable()
export class Sessions {
  private readonly live: BatchedLookup<string, LiveLogin | null>;

  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly foreignTokens: ForeignTokens,
    private readonly basic: BasicCredentials,
    logins: LoginsRepository,
    metrics: Metrics,
  ) {
    const observe = metrics.batchObserver('logins');
    this.live = new BatchedLookup((ids) => logins.findLive(ids), { textOf: (loginId) => loginId, observe });
  }

  /** @throws AppError credentials_missing, credentials_rejected, account_is_bot, identity_provider_unavailable, rate_limited, busy */
  async principalOf(credential: PresentedCredential | null, origin: RequestOrigin): Promise<HumanPrincipal> {
    if (credential === null || credential.kind === 'none') throw credentialsMissing();
    if (credential.kind === 'basic') return this.basic.principalOf(credential, origin);
    if (credential.kind !== 'bearer') throw credentialsRejected();
    if (this.foreignTokens.claims(credential.secret)) {
      return this.foreignTokens.principalOf(credential.secret, origin.requestId);
    }
    const claims = await this.accessTokens.verify(credential.secret);
    if (!claims) throw credentialsRejected();
    const login = await this.live.find(claims.loginId);
    if (login?.userId !== claims.userId) throw credentialsRejected();
    const { userId, username, isSystemAdmin, loginId } = login;
    return { kind: 'human', userId, username, isSystemAdmin, loginId };
  }
}
