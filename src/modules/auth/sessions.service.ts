import { Injectable } from '@nestjs/common';
import { credentialsMissing, credentialsRejected } from '../../common/access/access.errors.js';
import type { PresentedCredential } from '../../common/access/credentials.rules.js';
import type { HumanPrincipal } from '../../common/access/principal.js';
import { Metrics } from '../../common/metrics/metrics.js';
import { BatchedLookup } from '../../database/batched-lookup.js';
import type { LiveLogin } from './auth.types.js';
import { AccessTokens } from './keys/access-tokens.service.js';
import { LoginsRepository } from './logins.repository.js';

/** Who presents an access token. The token alone is not believed: its login and its person are looked up on every request. */
@Injectable()
export class Sessions {
  private readonly live: BatchedLookup<string, LiveLogin | null>;

  constructor(
    private readonly accessTokens: AccessTokens,
    logins: LoginsRepository,
    metrics: Metrics,
  ) {
    const observe = metrics.batchObserver('logins');
    this.live = new BatchedLookup((ids) => logins.findLive(ids), { textOf: (loginId) => loginId, observe });
  }

  /** @throws AppError credentials_missing, credentials_rejected */
  async principalOf(credential: PresentedCredential | null): Promise<HumanPrincipal> {
    if (credential === null || credential.kind === 'none') throw credentialsMissing();
    if (credential.kind !== 'bearer') throw credentialsRejected();
    const claims = await this.accessTokens.verify(credential.secret);
    if (!claims) throw credentialsRejected();
    const login = await this.live.find(claims.loginId);
    if (login?.userId !== claims.userId) throw credentialsRejected();
    const { userId, username, isSystemAdmin, loginId } = login;
    return { kind: 'human', userId, username, isSystemAdmin, loginId };
  }
}
