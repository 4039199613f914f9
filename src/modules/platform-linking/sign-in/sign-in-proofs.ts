import { Injectable } from '@nestjs/common';
import type { HumanCaller } from '../../../common/access/caller.js';
import type { SignInPlatform } from '../../../common/platforms.js';
import { AppConfig } from '../../../config/app-config.js';
import type { Tx } from '../../../database/transactions.js';
import { authorizationAnswer, connectStateInvalid, PlatformSignIn } from '../../providers/index.js';
import { AwaitedProofs } from '../awaited-proofs.js';
import type { LinkTokenView } from '../platform-linking.types.js';
import { LinkSignIns } from './link-sign-ins.js';
import type { PendingSignIn } from './link-sign-ins.repository.js';

/** The part of a proof by sign-in that happens at the platform: out to it, and back with who somebody is there. */
@Injectable()
export class SignInProofs {
  constructor(
    private readonly signIns: LinkSignIns,
    private readonly platforms: PlatformSignIn,
    private readonly proofs: AwaitedProofs,
    private readonly config: AppConfig,
  ) {}

  /**
   * Where to send the browser. Whoever asks again gets a new address, and the one before ends.
   *
   * @param token open, with its identity locked
   * @throws AppError proof_mode_unavailable, link_token_expired
   */
  async begin(token: LinkTokenView, caller: HumanCaller, browser: string, tx: Tx): Promise<string> {
    const { userId, loginId } = caller.principal;
    const beginning = { linkTokenId: token.id, userId, loginId, browser };
    const url = await this.platforms.begin(token.platform, this.redirectUri(token.platform), async (verifier) => {
      if (token.state === 'pending') await this.proofs.begin(token, null, caller, tx);
      return this.signIns.keep(beginning, verifier, tx);
    });
    return url;
  }

  /**
   * The sign-in that this browser comes back from. In another one than it was begun in, the state stays.
   *
   * @throws AppError connect_state_invalid
   */
  async take(state: string | null, browser: string | null, platform: SignInPlatform): Promise<PendingSignIn> {
    const pending = await this.signIns.take(state, browser, platform);
    if (!pending) throw connectStateInvalid();
    return pending;
  }

  /**
   * Who signed in, by the platform's immutable id. Holds no database connection while the platform answers.
   *
   * @throws AppError connect_denied, connect_code_refused, proof_mode_unavailable, platform_refused, platform_unavailable
   */
  identify({ verifier }: PendingSignIn, platform: SignInPlatform, query: URLSearchParams): Promise<string> {
    const answer = authorizationAnswer(query);
    return this.platforms.identify(platform, { redirectUri: this.redirectUri(platform), answer, verifier });
  }

  /** Registered at the platform, so it is fixed. */
  private redirectUri(platform: string): string {
    return `${this.config.publicUrl}/v1/platform-linking/sign-in/${platform.toLowerCase()}/callback`;
  }
}
