import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RateLimitsService, type RouteLimit } from '../rate-limits/index.js';
import { folded } from '../users/index.js';
import { networkOf } from '../../common/http/network-of.rules.js';

const SECONDS = 15 * 60;

/** An address may stand for a whole office. */
const ADDRESS_FACTOR = 10;

/** Looked at before a sign-in; its failure takes the point. */
export const FAILED_SIGN_INS: RouteLimit = {
  name: 'failed-sign-ins',
  points: (settings) => settings.FAILED_LOGINS_BEFORE_DELAY,
  seconds: SECONDS,
  by: nameOf,
  counts: 'failures',
};

export const FAILED_SIGN_INS_OF_ADDRESS: RouteLimit = {
  name: 'failed-sign-ins-of-address',
  points: (settings) => settings.FAILED_LOGINS_BEFORE_DELAY * ADDRESS_FACTOR,
  seconds: SECONDS,
  by: (request) => networkOf(request.address),
  counts: 'failures',
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
    await this.limits.requireRoom(FAILED_SIGN_INS, folded(name));
    await this.limits.requireRoom(FAILED_SIGN_INS_OF_ADDRESS, networkOf(address));
  }

  /** @throws AppError rate_limited with Retry-After */
  async countFailure({ name, address }: Attempt): Promise<void> {
    await this.limits.take(FAILED_SIGN_INS, folded(name));
    await this.limits.take(FAILED_SIGN_INS_OF_ADDRESS, networkOf(address));
  }

  /** @param names every name of the person who has just proven to be one */
  async forgive(names: readonly (string | null)[]): Promise<void> {
    for (const name of names) if (name !== null) await this.limits.forgive(FAILED_SIGN_INS, name);
  }
}

/** Whose password is tried: the signed-in person, or whoever the body names. Read before validation. */
function nameOf({ principal, body }: FastifyRequest): string | null {
  const { login, current_password: current } = (body ?? {}) as { login?: unknown; current_password?: unknown };
  if (principal?.kind === 'human') return current === undefined ? null : principal.username;
  return typeof login === 'string' ? folded(login) : null;
}
