import type { SignInPlatform } from '../../../common/platforms.js';
import { discordAgent } from '../adapters/discord.js';
import type { Params } from '../adapters/oauth-adapter.js';

/** How people sign in at a platform, and how it says who they are. */
export interface SignInDescription {
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  /** Says whose an access token is. */
  readonly identityUrl: string;
  /** Nothing but to learn who somebody is. */
  readonly scopes: readonly string[];
  readonly pkce: boolean;
  /** Beside those of OAuth. */
  readonly parameters: Params;
  /** Sent when it is asked who somebody is. @param address of this installation */
  readonly headers?: (address: string) => Params;
  /** Posted as JSON; absent = a GET. */
  readonly question?: Readonly<Record<string, string>>;
  /** Where in the answer the immutable id stands, as text or as a number. */
  readonly id: readonly string[];
}

/** A platform more is an entry more. */
export const SIGN_INS: Readonly<Record<SignInPlatform, SignInDescription>> = {
  // discord.com/developers/docs/topics/oauth2; without `prompt` it always asks, and shows who is signed in.
  DISCORD: {
    authorizeUrl: 'https://discord.com/oauth2/authorize',
    tokenUrl: 'https://discord.com/api/v10/oauth2/token',
    identityUrl: 'https://discord.com/api/v10/users/@me',
    scopes: ['identify'],
    pkce: true,
    parameters: {},
    headers: (address) => ({ 'user-agent': discordAgent(address) }),
    id: ['id'],
  },
  // docs.slack.dev/authentication/sign-in-with-slack. PKCE would make the application a public one, for good. An id is of its workspace.
  SLACK: {
    authorizeUrl: 'https://slack.com/openid/connect/authorize',
    tokenUrl: 'https://slack.com/api/openid.connect.token',
    identityUrl: 'https://slack.com/api/openid.connect.userInfo',
    scopes: ['openid'],
    pkce: false,
    parameters: {},
    id: ['https://slack.com/user_id'],
  },
  // docs.github.com, "Authorizing OAuth apps". No scope: what is public of oneself. Without `prompt`, whoever agreed once is led on unasked.
  GITHUB: {
    authorizeUrl: 'https://github.com/login/oauth/authorize',
    tokenUrl: 'https://github.com/login/oauth/access_token',
    identityUrl: 'https://api.github.com/user',
    scopes: [],
    pkce: true,
    parameters: { prompt: 'select_account' },
    id: ['id'],
  },
  // linear.app/developers/oauth-2-0-authentication. It has no smaller scope than `read`.
  LINEAR: {
    authorizeUrl: 'https://linear.app/oauth/authorize',
    tokenUrl: 'https://api.linear.app/oauth/token',
    identityUrl: 'https://api.linear.app/graphql',
    scopes: ['read'],
    pkce: true,
    parameters: { prompt: 'consent' },
    question: { query: '{ viewer { id } }' },
    id: ['data', 'viewer', 'id'],
  },
};
