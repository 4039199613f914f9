import { createHash } from 'node:crypto';
import type { Platform } from './platform.js';
import type { Person } from './words.js';

/** A client that writes token requests as each platform wants them, for tests of the platforms themselves. */
export interface TokenAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

export const VERIFIER = 'a-verifier-of-the-tests-that-is-long-enough-for-rfc-7636';

export function authorizeUrl(platform: Platform, scope: string, more: Record<string, string> = {}): string {
  const url = new URL(variable(platform, 'AUTHORIZE_URL'));
  const parameters = {
    client_id: platform.clientId,
    redirect_uri: callbackOf(platform),
    response_type: 'code',
    state: 'a state',
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  };
  // Trovo's pluses are literal, so scopes stay as they were written.
  url.search = `${new URLSearchParams(parameters).toString()}&scope=${scope.replaceAll(' ', '%20')}`;
  return url.href;
}

/** From the consent of that person to the answer of the token endpoint. */
export async function connect(platform: Platform, as: Person, scope: string, more = {}): Promise<TokenAnswer> {
  const { code } = await platform.approve(authorizeUrl(platform, scope, more), as);
  return exchange(platform, code ?? '');
}

export const exchange = (platform: Platform, code: string, verifier = VERIFIER): Promise<TokenAnswer> =>
  ask(platform, 'TOKEN_URL', {
    grant_type: 'authorization_code',
    code,
    redirect_uri: callbackOf(platform),
    code_verifier: verifier,
  });

export const refresh = (platform: Platform, refreshToken: string): Promise<TokenAnswer> =>
  ask(platform, 'REFRESH_URL', { grant_type: 'refresh_token', refresh_token: refreshToken });

async function ask(platform: Platform, url: string, fields: Record<string, string>): Promise<TokenAnswer> {
  const { clientId, clientSecret } = platform;
  const request =
    platform.platform === 'trovo'
      ? {
          headers: { 'content-type': 'application/json', 'client-id': clientId },
          body: JSON.stringify({ ...fields, client_secret: clientSecret }),
        }
      : { body: new URLSearchParams({ ...fields, client_id: clientId, client_secret: clientSecret }) };
  const response = await fetch(variable(platform, url), { method: 'POST', redirect: 'manual', ...request });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const callbackOf = ({ platform }: Platform): string => `http://localhost:3000/v1/oauth/${platform}/bot/callback`;

const variable = (platform: Platform, name: string): string =>
  platform.environment()[`PROVIDER_${platform.platform.toUpperCase()}_${name}`] ?? '';
