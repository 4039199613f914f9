import type { BotPlatform } from '../platforms.js';

export const RELAY_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type RelayMethod = (typeof RELAY_METHODS)[number];

/** What an API token may call on one platform. Several rules allow what any of them allows. */
export interface PassthroughRule {
  readonly platform: BotPlatform;
  /** GET allows HEAD. */
  readonly methods: readonly RelayMethod[];
  /** Below the platform's API, e.g. `users`; `*` is one segment, `**` at the end is everything below. */
  readonly paths: readonly string[];
}
