import type { JWTPayload } from 'jose';
import type { Place } from '../given.js';
import { unique } from '../given.js';
import { Browser } from './browser.js';
import type { RogueProvider } from './rogue-provider.js';

/** A browser on its way through a provider that shows no page. */
export interface Pending {
  readonly browser: Browser;
  readonly state: string;
  readonly nonce: string;
}

export async function beginSignIn(at: Place): Promise<Pending> {
  const browser = new Browser(at.url);
  const location = (await browser.visit('/v1/auth/oidc/authorize')).headers.get('location') ?? '';
  const asked = new URL(location).searchParams;
  return { browser, state: asked.get('state') ?? '', nonce: asked.get('nonce') ?? '' };
}

export const now = (): number => Math.floor(Date.now() / 1000);

/** What an ID token must say to be accepted. */
export const claimsOf = ({ issuer }: RogueProvider, { nonce }: Pending): JWTPayload => ({
  iss: issuer,
  aud: 'understudy',
  sub: unique('sub'),
  nonce,
  iat: now(),
  exp: now() + 60,
});

/** Comes back with a code, and what else is said; answers the page of ours that it leads to. */
export async function comeBackTo(
  { issuer }: RogueProvider,
  { browser, state }: Pending,
  query: Record<string, string> = {},
): Promise<string> {
  const parameters = new URLSearchParams({ code: 'c0de', state, iss: issuer, ...query });
  const back = await browser.visit(`/v1/auth/oidc/callback?${parameters.toString()}`);
  const location = back.headers.get('location') ?? '';
  const ours = 'http://localhost:3000';
  if (back.status !== 302 || !location.startsWith(`${ours}/`)) throw new Error(`${back.status} ${location}`);
  if ((browser.cookie('us_refresh') === null) !== location.includes('/login?error=')) {
    throw new Error(`A cookie and ${location} do not go together`);
  }
  return location.slice(ours.length);
}

export const refused = (code: string): string => `/login?error=${code}`;
