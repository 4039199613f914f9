import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnsealError } from '../../../common/crypto/sealed-box.js';
import { PeriodicTasks } from '../../../common/time/periodic-tasks.js';
import { CredentialSeal } from '../credential-seal.js';
import { PlatformRequests } from './platform-requests.js';
import { RevocationEnds } from './revocation-ends.js';
import { RevocationsRepository, type Revocation } from './revocations.repository.js';
import { homeNamed, judgeRevocation } from './revocations.rules.js';

const LOOK_EVERY_MS = 2_000;
const AT_ONCE = 8;

interface OpenedTokens {
  readonly accessToken: string;
  readonly refreshToken: string | null;
}

/**
 * Tells platforms to forget credentials whose connection is gone: best effort, with retries and an end. A platform may end the whole consent
 * of an identity for our application with one token (Google does), so nothing is revoked while another connection speaks as the same one.
 */
@Injectable()
export class RevocationWorker implements OnModuleInit {
  constructor(
    private readonly revocations: RevocationsRepository,
    private readonly requests: PlatformRequests,
    private readonly seal: CredentialSeal,
    private readonly ends: RevocationEnds,
    private readonly tasks: PeriodicTasks,
  ) {}

  onModuleInit(): void {
    this.tasks.every('revoke platform credentials', LOOK_EVERY_MS, () => this.round());
  }

  private async round(): Promise<void> {
    const picked = await this.revocations.pick(AT_ONCE);
    await Promise.all(picked.map((revocation) => this.revoke(revocation)));
  }

  private async revoke(revocation: Revocation): Promise<void> {
    if (revocation.hasSibling) return this.ends.record(revocation, 'spared');
    const tokens = this.opened(revocation);
    if (tokens === null) return this.ends.record(revocation, 'unreadable');
    const failure = await this.requests.revoke(revocation.platform, tokens);
    const end = judgeRevocation({ failure: failure?.kind ?? null, attempts: revocation.attempts });
    if (end !== null) await this.ends.record(revocation, end);
  }

  /** null: a key is missing, or somebody altered it. */
  private opened({ sealedAt, accessToken, refreshToken }: Revocation): OpenedTokens | null {
    const home = homeNamed(sealedAt);
    if (home === null) return null;
    try {
      return {
        accessToken: this.seal.open(accessToken, home, 'access_token'),
        refreshToken: refreshToken === null ? null : this.seal.open(refreshToken, home, 'refresh_token'),
      };
    } catch (error) {
      if (error instanceof UnsealError) return null;
      throw error;
    }
  }
}
