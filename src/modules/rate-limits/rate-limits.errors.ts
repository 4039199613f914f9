import { AppError } from '../../common/errors/app-error.js';
import { rateLimitHeaders } from './rate-limit-headers.rules.js';
import type { RateLimitState } from './rate-limit.types.js';

export const rateLimited = (state: RateLimitState): AppError =>
  new AppError('rate_limited', {
    detail: `Try again in ${state.resetSeconds} s.`,
    headers: { ...rateLimitHeaders([{ ...state, remaining: 0 }]), 'retry-after': String(state.resetSeconds) },
  });
