import type { Grant } from './platform-adapter.js';

/** Visible ASCII (RFC 6749 appendix A.12): whatever else came would break the header it is sent in. */
const TOKEN = /^[\x21-\x7e]{1,8192}$/;

/** Ten years; beyond it "does not say" is nearer to the truth. */
const MAX_LIFE_SECONDS = 10 * 365 * 24 * 60 * 60;

/** undefined: it is not JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The value behind names and positions, or undefined where any of them is missing. */
export function dig(value: unknown, ...path: readonly (string | number)[]): unknown {
  let found = value;
  for (const step of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = Reflect.get(found, step);
  }
  return found;
}

/** A text that is not empty; numbers as their digits (Kick's user ids); null otherwise. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string | null {
  const found = dig(value, ...path);
  if (typeof found === 'number' && Number.isSafeInteger(found)) return String(found);
  return typeof found === 'string' && found !== '' ? found : null;
}

/**
 * What a token endpoint gave, read leniently: Twitch sends scopes as an array, Trovo none and its expiry as text, Google leaves the
 * refresh token out when it stays. null: there is no usable access token in it.
 */
export function readGrant(json: unknown): Grant | null {
  const accessToken = tokenAt(json, 'access_token');
  if (accessToken === null) return null;
  return {
    accessToken,
    refreshToken: tokenAt(json, 'refresh_token'),
    expiresIn: readExpiry(dig(json, 'expires_in')),
    scopes: readScopes(dig(json, 'scope')),
  };
}

function tokenAt(json: unknown, name: string): string | null {
  const token = dig(json, name);
  return typeof token === 'string' && TOKEN.test(token) ? token : null;
}

/** Seconds. Zero and what is no number mean that nobody knows: old Twitch clients are told 0. */
function readExpiry(value: unknown): number | null {
  const seconds = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return null;
  const whole = Math.floor(seconds);
  return whole > 0 && whole <= MAX_LIFE_SECONDS ? whole : null;
}

function readScopes(value: unknown): string[] | null {
  if (typeof value === 'string') return value.split(/\s+/).filter((scope) => scope !== '');
  return Array.isArray(value) ? value.filter((scope): scope is string => typeof scope === 'string') : null;
}
