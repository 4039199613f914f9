import { Inject, Injectable } from '@nestjs/common';
import type { AppError } from '../../../common/errors/app-error.js';
import { onlyValue } from '../../../common/http/returned-query.js';
import { APP_LOGGER, type AppLogger } from '../../../common/logging/logger.js';
import { refusalOf } from '../../../common/logging/refusal-of.js';
import type { SignInPlatform } from '../../../common/platforms.js';
import { SignInLinks } from './sign-in-links.js';
import { SignInProofs } from './sign-in-proofs.js';

/** A browser that comes back from a platform. */
export interface Returning {
  readonly platform: SignInPlatform;
  /** As it came. */
  readonly query: URLSearchParams;
  /** What the browser is recognised by. */
  readonly browser: string | null;
  readonly requestId: string;
}

/** Ends a proof by sign-in. People at a browser are told on a page, so nothing is thrown. */
@Injectable()
export class SignInReturn {
  constructor(
    private readonly proofs: SignInProofs,
    private readonly links: SignInLinks,
    @Inject(APP_LOGGER) private readonly logger: AppLogger,
  ) {}

  /** @returns why the link was not made; null = it was */
  async land({ platform, query, browser, requestId }: Returning): Promise<AppError | null> {
    try {
      const pending = await this.proofs.take(onlyValue(query, 'state'), browser, platform);
      await this.links.requireAwaiting(pending);
      const signedInAs = await this.proofs.identify(pending, platform, query);
      await this.links.create(pending, signedInAs, requestId);
      return null;
    } catch (failure) {
      return refusalOf(failure, requestId, this.logger);
    }
  }
}
