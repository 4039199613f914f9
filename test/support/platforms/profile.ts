import type { Call } from './call.js';
import type { AccessToken, Grants, GrantRules, Issued } from './grants.js';
import type { People } from './people.js';
import type { Allowance } from './allowance.js';
import type { ChatRoom } from './chat-room.js';
import type { Reply } from './reply.js';
import type { Application, CallKind, StandInName, TokenProblem } from './words.js';

/** What a platform knows and remembers. */
export interface Shop {
  readonly origin: string;
  readonly application: Application;
  readonly rules: GrantRules;
  readonly grants: Grants;
  readonly people: People;
  readonly chat: ChatRoom;
  readonly allowance: Allowance;
}

/** What a token request says, wherever the platform wants it to be written. */
export interface TokenRequest {
  readonly grantType: string | null;
  readonly clientId: string | null;
  readonly clientSecret: string | null;
  readonly code: string | null;
  readonly redirectUri: string | null;
  readonly verifier: string | null;
  readonly refreshToken: string | null;
}

export interface Route {
  readonly kind: CallKind;
  readonly method: string;
  readonly path: string | RegExp;
  answer(call: Call): Reply | Promise<Reply>;
}

/** The platform's way to say things. */
export interface Profile {
  readonly platform: StandInName;
  /** Where the variables PROVIDER_<PLATFORM>_<NAME>_URL lead. */
  readonly paths: Readonly<Record<'authorize' | 'token' | 'refresh' | 'revoke' | 'validate' | 'api', string>>;
  readonly page: PageRules;
  /** Reads a token request; null when it is not written as the platform demands. */
  readTokenRequest(call: Call, body: Buffer): TokenRequest | null;
  tokenReply(issued: Issued): Reply;
  refuseToken(problem: TokenProblem): Reply;
  /** Whom an API call is made as, or the refusal. */
  identify(call: Call): AccessToken | Reply;
  /** Sent with every answer of the API; `resetAt` in milliseconds since 1970. */
  limitHeaders(limit: number, left: number, resetAt: number): Readonly<Record<string, string>>;
  /** Answered when the allowance is used up. */
  tooMany(headers: Readonly<Record<string, string>>, retryAfter: number): Reply;
  readonly routes: readonly Route[];
}

export interface PageRules {
  /** Parameters without which the page is an error. */
  readonly required: readonly string[];
  /** Whether a code challenge is honoured. */
  readonly pkce: boolean;
  /** What the platform makes of the query before it reads it. */
  rewrite?(query: string): string;
  splitScopes(scope: string): string[];
  /** Whether this consent brings a refresh token. */
  offline(asked: URLSearchParams, isFirst: boolean): boolean;
  /** Whether somebody who agreed before is led on without a question. */
  silent(asked: URLSearchParams): boolean;
  /** What comes back beside code and state. */
  back(scopes: readonly string[]): Readonly<Record<string, string>>;
}

export const isReply = (value: AccessToken | Reply): value is Reply => 'status' in value;

/** A token request in a form body, the only form of most platforms. Credentials in a header are not seen. */
export function readForm(call: Call, body: Buffer): TokenRequest | null {
  if (!(call.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded')) return null;
  const form = new URLSearchParams(body.toString('utf8'));
  return {
    grantType: form.get('grant_type'),
    clientId: form.get('client_id'),
    clientSecret: form.get('client_secret'),
    code: form.get('code'),
    redirectUri: form.get('redirect_uri'),
    verifier: form.get('code_verifier'),
    refreshToken: form.get('refresh_token'),
  };
}
