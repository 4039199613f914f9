import type { IncomingHttpHeaders } from 'node:http';

export const REFRESH_COOKIE = 'us_refresh';

/** Only the sign-in routes ever see the cookie. */
const COOKIE_PATH = '/v1/auth';

export interface CookieAttributes {
  readonly path: string;
  readonly httpOnly: true;
  readonly sameSite: 'strict';
  readonly secure: boolean;
}

export function refreshCookieAttributes(publicUrl: string): CookieAttributes {
  return { path: COOKIE_PATH, httpOnly: true, sameSite: 'strict', secure: publicUrl.startsWith('https:') };
}

/** Browsers say where a request comes from, in headers that no page can forge; another origin must not use the cookie. */
export function isFromOurPages(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  return headers['sec-fetch-site'] === 'same-origin' || headers.origin === new URL(publicUrl).origin;
}
