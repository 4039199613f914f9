import type { RateLimitState } from './rate-limit.types.js';

/** `RateLimit` and `RateLimit-Policy` of draft-ietf-httpapi-ratelimit-headers: q = quota, w = window, r = remaining, t = seconds. */
export function rateLimitHeaders(states: readonly RateLimitState[]): Record<string, string> {
  return {
    'ratelimit-policy': states.map(({ rule, limit }) => `"${rule.name}";q=${limit};w=${rule.seconds}`).join(', '),
    ratelimit: states
      .map(({ rule, remaining, resetSeconds }) => `"${rule.name}";r=${remaining};t=${resetSeconds}`)
      .join(', '),
  };
}
