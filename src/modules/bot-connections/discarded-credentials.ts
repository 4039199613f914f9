import { Inject, Injectable } from '@nestjs/common';
import { newId } from '../../common/new-id.js';
import { APP_LOGGER, type AppLogger } from '../../common/logging/logger.js';
import { GLOBAL_ACCOUNT } from './connection.types.js';
import type { NewCredential } from './connect/connect.types.js';
import { CredentialSeal } from './credential-seal.js';
import { DiscardedCredentialsRepository } from './discarded-credentials.repository.js';

/** Credentials that the platform gave us and that we do not keep: handed over for revocation, as if their connection had been deleted. */
@Injectable()
export class DiscardedCredentials {
  constructor(
    private readonly discarded: DiscardedCredentialsRepository,
    private readonly seal: CredentialSeal,
    @Inject(APP_LOGGER) private readonly logger: AppLogger,
  ) {}

  /** Never fails: whoever calls has a refusal to tell already. */
  async give({ platform, identity, grant }: NewCredential, accountId: string | null): Promise<void> {
    const home = { table: 'bot_connections', id: newId(), accountId: accountId ?? GLOBAL_ACCOUNT } as const;
    const { accessToken, refreshToken } = grant;
    try {
      await this.discarded.add({
        platform,
        subjectId: identity.id,
        home,
        accessToken: this.seal.seal(accessToken, home, 'access_token'),
        refreshToken: refreshToken === null ? null : this.seal.seal(refreshToken, home, 'refresh_token'),
      });
    } catch (error) {
      this.logger.warn(
        { platform, err: error },
        'a credential that is not kept could not be handed over for revocation',
      );
    }
  }
}
