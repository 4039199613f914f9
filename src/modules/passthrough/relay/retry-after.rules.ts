import type { BotPlatform } from '../../../common/platforms.js';

/** How long a platform wants to be left alone, and by whom. */
export interface Pause {
  /** `connection`: nothing more with this credential. `resource`: nothing more of this call. */
  readonly scope: 'connection' | 'resource';
  readonly seconds: number;
}

/** A platform that says nothing is left alone for a second; one that says a day is asked again after an hour. */
const UNSAID_SECONDS = 1;
const LONGEST_SECONDS = 3600;

/** Longest a caller of ours is told to wait. */
export const LONGEST_TOLD_SECONDS = 300;

export type HeaderReader = (name: string) => string | undefined;

/**
 * What a platform's answer says about calling it again; null when it says nothing.
 *
 * @param now seconds since 1970
 */
export function readPause(platform: BotPlatform, status: number, header: HeaderReader, now: number): Pause | null {
  const stated = readRetryAfter(header('retry-after'), now) ?? readReset(platform, header, now);
  if (status === 503) return stated === null ? null : { scope: 'resource', seconds: clamp(stated) };
  if (status !== 429) return null;
  return { scope: scopeOf(platform, header), seconds: clamp(stated ?? UNSAID_SECONDS) };
}

/** RFC 9110 section 10.2.3: seconds (Discord: with decimals), or a date. null for what is neither. */
export function readRetryAfter(value: string | undefined, now: number): number | null {
  if (value === undefined) return null;
  if (/^\d{1,9}(?:\.\d{1,9})?$/.test(value)) return Number(value);
  // A year and a clock: Date.parse alone would take nearly anything.
  const time = /\d{4}.*\d\d:\d\d/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : Math.max(0, time / 1000 - now);
}

/** Twitch tells when its bucket is full again (seconds since 1970), Discord and Trovo in how many seconds. */
function readReset(platform: BotPlatform, header: HeaderReader, now: number): number | null {
  if (platform === 'twitch') {
    const reset = Number(header('ratelimit-reset') ?? Number.NaN);
    return Number.isFinite(reset) ? Math.max(0, reset - now) : null;
  }
  return readRetryAfter(header('x-ratelimit-reset-after'), now);
}

/** Where limits are kept per route, a full bucket of one route must not stall the others. */
function scopeOf(platform: BotPlatform, header: HeaderReader): Pause['scope'] {
  if (platform === 'discord') {
    const isGlobal = header('x-ratelimit-global') === 'true' || header('x-ratelimit-scope') === 'global';
    return isGlobal ? 'connection' : 'resource';
  }
  if (platform === 'twitch') return header('ratelimit-remaining') === '0' ? 'connection' : 'resource';
  return 'connection';
}

const clamp = (seconds: number): number => Math.min(LONGEST_SECONDS, Math.max(0.05, seconds));
