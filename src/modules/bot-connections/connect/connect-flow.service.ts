import { Injectable } from '@nestjs/common';
import type { UserCaller } from '../../../common/access/caller.js';
import type { AppError } from '../../../common/errors/app-error.js';
import type { BotPlatform } from '../../../common/platforms.js';
import { IdempotencyService, type IdempotentCall } from '../../idempotency/index.js';
import { connectStateInvalid } from '../../providers/index.js';
import { staticTokenRefused } from '../connections.errors.js';
import { DiscardedCredentials } from '../discarded-credentials.js';
import { ConnectAdmission } from './connect-admission.js';
import { ConnectStates, type StateBearer } from './connect-states.js';
import type {
  AuthorizationAnswer,
  BegunConnect,
  ConnectTarget,
  Keeping,
  NewCredential,
  PendingConnect,
} from './connect.types.js';
import { PlatformConnect } from './platform-connect.js';

/** The two halves of an authorization code flow: out to the platform, and back with a code. */
@Injectable()
export class ConnectFlow {
  constructor(
    private readonly states: ConnectStates,
    private readonly admission: ConnectAdmission,
    private readonly platforms: PlatformConnect,
    private readonly idempotency: IdempotencyService,
    private readonly discarded: DiscardedCredentials,
  ) {}

  /**
   * @param browser what the caller's browser is recognised by; null for a program, whose flow no browser may end
   * @throws AppError platform_uses_static_token, platform_has_no_channel, platform_blocks_new, platform_off, provider_not_configured
   */
  async begin(target: ConnectTarget, { principal }: UserCaller, browser: string | null): Promise<BegunConnect> {
    await this.admission.requireFlow(target);
    const { userId } = principal;
    const loginId = principal.kind === 'human' ? principal.loginId : null;
    let expiresAt = new Date(0);
    const { url, state } = await this.platforms.begin(target.platform, target.purpose, async (verifier) => {
      const kept = await this.states.keep({ ...target, userId, loginId, browser }, verifier);
      expiresAt = kept.expiresAt;
      return kept.state;
    });
    return { url, state, expiresAt };
  }

  /**
   * Back with a code, through our API. Of any number of requests with one state, one gets to the platform.
   *
   * @throws AppError connect_state_invalid, connect_code_refused, platform_channel_missing, platform_refused,
   *   platform_unavailable, what `begin` and `keeping` refuse with
   */
  async exchange<T>(
    target: ConnectTarget,
    answer: AuthorizationAnswer,
    { principal }: UserCaller,
    call: IdempotentCall | null,
    keeping: Keeping<T>,
  ): Promise<Exclude<T, AppError>> {
    const bearer = { ...target, userId: principal.userId };
    const kept = await this.keep(target, call, keeping, async () => {
      await this.admission.requireFlow(target);
      const pending = await this.states.take(answer.state, target.platform, bearer);
      return pending && this.platforms.redeem(pending, answer);
    });
    if (kept === null) throw connectStateInvalid();
    return kept;
  }

  /** null: not of this bearer, used, or too late. */
  take(state: string, platform: BotPlatform, bearer: StateBearer): Promise<PendingConnect | null> {
    return this.states.take(state, platform, bearer);
  }

  /** Back with a state that is taken already; as `exchange`. */
  async complete(pending: PendingConnect, answer: AuthorizationAnswer, keeping: Keeping<unknown>): Promise<void> {
    await this.keep(pending, null, keeping, async () => {
      await this.admission.requireFlow(pending);
      return this.platforms.redeem(pending, answer);
    });
  }

  /**
   * With a token that somebody pasted.
   *
   * @throws AppError static_token_refused, platform_refused, platform_unavailable, platform_blocks_new, platform_off, and what
   *   `keeping` refuses with
   */
  async paste<T>(
    target: ConnectTarget,
    token: string,
    call: IdempotentCall | null,
    keeping: Keeping<T>,
  ): Promise<Exclude<T, AppError>> {
    const kept = await this.idempotency.runAfter(
      call,
      async () => {
        await this.admission.requireOpen(target);
        return this.platforms.check(target.platform, token);
      },
      keeping,
    );
    if (kept === null) throw staticTokenRefused();
    return kept;
  }

  /** What the platform gave us and nobody keeps goes back to it. */
  private async keep<T>(
    { accountId }: ConnectTarget,
    call: IdempotentCall | null,
    keeping: Keeping<T>,
    obtain: () => Promise<NewCredential | null>,
  ): Promise<Exclude<T, AppError> | null> {
    const obtained: NewCredential[] = [];
    try {
      return await this.idempotency.runAfter(
        call,
        async () => {
          const credential = await obtain();
          if (credential) obtained.push(credential);
          return credential;
        },
        keeping,
      );
    } catch (refusal) {
      for (const credential of obtained) await this.discarded.give(credential, accountId);
      throw refusal;
    }
  }
}
