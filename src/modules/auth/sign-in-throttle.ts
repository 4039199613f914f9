import { Injectable } from '@nestjs/common';
import { RateLimitsService, type RateLimitRule } from '../rate-limits/index.js';
import { folded } from '../users/index.js';
import { networkOf } from './logins.rules.js';

const SECONDS = 15 * 60;

/** An address may stand for a whole office. */
const ADDRESS_FACTOR = 10;

const BY_NAME: RateLimitRule = {
  name: 'failed-sign-ins',
  points: (settings) => settings.FAILED_LOGINS_BEFORE_DELAY,
  seconds: SECONDS,
};

const BY_ADDRESS: RateLimitRule = {
  name: 'failed-sign-ins-of-address',
  points: (settings) => settings.FAILED_LOGINS_BEFORE_DELAY * ADDRESS_FACTOR,
  seconds: SECONDS,
};

/** Who tries a password. */
export interface Attempt {
  /** E-mail address or username, as given: a name nobody has is slowed down like any other. */
  readonly name: string;
  readonly address: string;
}

/** Slows down guessing. Counts failures only, so that people who know their password are never in the way of each other. */
@Injectable()
export class SignInThrottle {
  constructor(private readonly limits: RateLimitsService) {}

  /** @throws AppError rate_limited with Retry-After */
  async requireRoom({ name, address }: Attempt): Promise<void> {
    await this.limits.requireRoom(BY_NAME, folded(name));
    await this.limits.requireRoom(BY_ADDRESS, networkOf(address));
  }

  /** @throws AppError rate_limited with Retry-After */
  async countFailure({ name, address }: Attempt): Promise<void> {
    await this.limits.take(BY_NAME, folded(name));
    await this.limits.take(BY_ADDRESS, networkOf(address));
  }

  /** @param names every name of the person who has just proven to be one */
  async forgive(names: readonly (string | null)[]): Promise<void> {
    for (const name of names) if (name !== null) await this.limits.forgive(BY_NAME, name);
  }
}
