import type { Call } from '../call.js';
import { secondsLeft, type AccessToken, type Issued } from '../grants.js';
import { readForm, type Profile, type Shop } from '../profile.js';
import { json, type Reply } from '../reply.js';
import type { Person, StandInName, TokenProblem } from '../words.js';

/** What differs between platforms that are only signed in at. */
interface Manners {
  readonly platform: StandInName;
  readonly authorize: string;
  readonly token: string;
  readonly identity: { readonly method: 'GET' | 'POST'; readonly path: string };
  readonly pkce: boolean;
  /** Whether somebody who agreed before is led on without a question. */
  silent(asked: URLSearchParams): boolean;
  tokenReply(issued: Issued): Reply;
  refuseToken(problem: TokenProblem): Reply;
  sayWho(person: Person, call: Call): Reply | Promise<Reply>;
  unauthorized(): Reply;
}

/** There is nothing to be done at these but to learn who somebody is. */
function signInOnly(shop: Shop, manners: Manners): Profile {
  const { platform, authorize, token, identity, pkce } = manners;
  const holderOf = (call: Call): AccessToken | null => shop.grants.access(call.credential('bearer') ?? '');
  return {
    platform,
    paths: { authorize, token, refresh: token, revoke: '/_none', validate: identity.path, api: '/_api' },
    page: {
      required: [],
      pkce,
      splitScopes: (scope) => scope.split(/[ ,]/).filter(Boolean),
      offline: () => false,
      silent: (asked) => manners.silent(asked),
      back: () => ({}),
    },
    // None of them is asked for anything but JSON; GitHub would answer with a form otherwise, and nothing at all to nobody's client.
    readTokenRequest: (call, body) =>
      call.header('accept') === 'application/json' && call.header('user-agent') !== null ? readForm(call, body) : null,
    tokenReply: (issued) => manners.tokenReply(issued),
    refuseToken: (problem) => manners.refuseToken(problem),
    identify: (call) => holderOf(call) ?? manners.unauthorized(),
    limitHeaders: () => ({}),
    tooMany: (_headers, retryAfter) => json(429, {}, { 'retry-after': String(retryAfter) }),
    routes: [
      {
        ...identity,
        kind: 'validate',
        answer: (call) => {
          const holder = holderOf(call);
          if (!holder) return manners.unauthorized();
          [call.token, call.actedAs] = [holder.value, holder.family.person.login];
          return manners.sayWho(shop.people.current(holder.family.person), call);
        },
      },
    ],
  };
}

const bearer = ({ access }: Issued): Record<string, unknown> => ({
  access_token: access.value,
  token_type: 'Bearer',
  expires_in: secondsLeft(access),
  scope: access.family.scopes.join(','),
});

/** Whatever it refuses comes with 200. */
export const github = (shop: Shop): Profile =>
  signInOnly(shop, {
    platform: 'github',
    authorize: '/login/oauth/authorize',
    token: '/login/oauth/access_token',
    identity: { method: 'GET', path: '/user' },
    pkce: true,
    silent: (asked) => asked.get('prompt') !== 'select_account',
    tokenReply: (issued) => json(200, bearer(issued)),
    refuseToken: (problem) => {
      const ours = problem === 'client' || problem === 'secret';
      const error = ours ? 'incorrect_client_credentials' : 'bad_verification_code';
      return json(200, { error, error_description: 'The code passed is incorrect or expired.' });
    },
    sayWho: ({ id, login, displayName }) => json(200, { login, id: Number(id), node_id: `U_${id}`, name: displayName }),
    unauthorized: () => json(401, { message: 'Bad credentials', status: '401' }),
  });

/** As GitHub, with `ok`. */
export const slack = (shop: Shop): Profile =>
  signInOnly(shop, {
    platform: 'slack',
    authorize: '/openid/connect/authorize',
    token: '/api/openid.connect.token',
    identity: { method: 'GET', path: '/api/openid.connect.userInfo' },
    pkce: false,
    silent: () => false,
    tokenReply: (issued) => json(200, { ok: true, ...bearer(issued), id_token: 'not.looked.at' }),
    refuseToken: (problem) => {
      const words: Partial<Record<TokenProblem, string>> = { client: 'invalid_client_id', secret: 'bad_client_secret' };
      return json(200, { ok: false, error: words[problem] ?? 'invalid_code' });
    },
    sayWho: ({ id, displayName }) =>
      json(200, {
        ok: true,
        sub: id,
        'https://slack.com/user_id': id,
        'https://slack.com/team_id': 'T0123ABCD',
        name: displayName,
      }),
    unauthorized: () => json(200, { ok: false, error: 'invalid_auth' }),
  });

/** GraphQL alone. */
export const linear = (shop: Shop): Profile =>
  signInOnly(shop, {
    platform: 'linear',
    authorize: '/oauth/authorize',
    token: '/oauth/token',
    identity: { method: 'POST', path: '/graphql' },
    pkce: true,
    silent: (asked) => asked.get('prompt') !== 'consent',
    tokenReply: (issued) => json(200, bearer(issued)),
    refuseToken: (problem) => {
      const ours = problem === 'client' || problem === 'secret';
      return json(ours ? 401 : 400, { error: ours ? 'invalid_client' : 'invalid_grant' });
    },
    sayWho: async ({ id }, call) => {
      const { query } = JSON.parse((await call.read()).toString('utf8')) as { query: string };
      if (!/^\s*\{\s*viewer\s*\{\s*id\s*\}\s*\}\s*$/.test(query)) return json(400, { errors: [{ message: 'No' }] });
      return json(200, { data: { viewer: { id } } });
    },
    unauthorized: () => json(401, { errors: [{ message: 'Authentication required, not authenticated' }] }),
  });
