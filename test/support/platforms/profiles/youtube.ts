import type { Call } from '../call.js';
import { secondsLeft, type AccessToken } from '../grants.js';
import { readForm, type Profile, type Shop } from '../profile.js';
import { json, type Reply } from '../reply.js';
import type { TokenProblem } from '../words.js';
import { youtubeError, youtubeLive } from './youtube-live.js';

const PATHS = {
  authorize: '/o/oauth2/v2/auth',
  token: '/token',
  refresh: '/token',
  revoke: '/revoke',
  validate: '/tokeninfo',
  api: '/youtube/v3',
};

const PROBLEMS: Readonly<Record<TokenProblem, readonly [status: number, error: string, description: string]>> = {
  malformed: [400, 'invalid_request', 'Could not determine client ID from request.'],
  client: [401, 'invalid_client', 'The OAuth client was not found.'],
  secret: [401, 'invalid_client', 'Unauthorized'],
  grant_type: [400, 'unsupported_grant_type', 'Invalid grant_type'],
  code: [400, 'invalid_grant', 'Malformed auth code.'],
  code_expired: [400, 'invalid_grant', 'Bad Request'],
  redirect: [400, 'redirect_uri_mismatch', 'Bad Request'],
  verifier: [400, 'invalid_grant', 'Invalid code verifier.'],
  refresh: [400, 'invalid_grant', 'Token has been expired or revoked.'],
  refresh_expired: [400, 'invalid_grant', 'Token has been expired or revoked.'],
  too_many: [400, 'invalid_grant', 'Token has been expired or revoked.'],
};

export function youtube(shop: Shop): Profile {
  return {
    platform: 'youtube',
    paths: PATHS,
    page: {
      required: ['scope'],
      pkce: true,
      splitScopes: (scope) => scope.split(/[ +]/).filter(Boolean),
      // Once only, unless the person is asked again.
      offline: (asked, isFirst) =>
        asked.get('access_type') === 'offline' && (isFirst || (asked.get('prompt') ?? '').includes('consent')),
      silent: () => false,
      back: (scopes) => ({ scope: scopes.join(' ') }),
    },
    readTokenRequest: readForm,
    tokenReply: ({ access, refresh, refreshed }) =>
      json(200, {
        access_token: access.value,
        expires_in: secondsLeft(access),
        // A refresh never brings another one.
        ...(refreshed || refresh === null ? {} : { refresh_token: refresh.value }),
        scope: access.family.scopes.join(' '),
        token_type: 'Bearer',
      }),
    refuseToken: (problem) => {
      const [status, error, description] = PROBLEMS[problem];
      return json(status, { error, error_description: description });
    },
    identify: (call) => identify(shop, call),
    limitHeaders: () => ({}),
    tooMany: () => youtubeError(403, 'rateLimitExceeded', 'Rate Limit Exceeded'),
    routes: [
      { kind: 'validate', method: 'GET', path: PATHS.validate, answer: (call) => tokenInfo(shop, call) },
      { kind: 'revoke', method: 'POST', path: PATHS.revoke, answer: (call) => revoke(shop, call) },
      { kind: 'api', method: 'GET', path: '/youtube/v3/channels', answer: (call) => channels(shop, call) },
      ...youtubeLive(shop),
    ],
  };
}

function identify(shop: Shop, call: Call): AccessToken | Reply {
  const token = shop.grants.access(call.credential('bearer') ?? '');
  if (!token) return youtubeError(401, 'authError', 'Invalid Credentials', 'UNAUTHENTICATED');
  if (token.family.scopes.some((scope) => scope.startsWith('https://www.googleapis.com/auth/youtube'))) return token;
  return youtubeError(403, 'insufficientPermissions', 'Request had insufficient authentication scopes.');
}

function tokenInfo(shop: Shop, call: Call): Reply {
  const token = shop.grants.access(call.parameters.get('access_token') ?? '');
  if (!token) return json(400, { error: 'invalid_token', error_description: 'Invalid Value' });
  [call.token, call.actedAs] = [token.value, token.family.person.login];
  const [aud, left] = [shop.application.clientId, secondsLeft(token)];
  return json(200, {
    aud,
    azp: aud,
    scope: token.family.scopes.join(' '),
    expires_in: String(left),
    access_type: 'offline',
  });
}

/** One token revoked ends all that the person ever agreed to for this client. */
async function revoke(shop: Shop, call: Call): Promise<Reply> {
  const form = new URLSearchParams((await call.read()).toString('utf8'));
  call.token = call.parameters.get('token') ?? form.get('token');
  const family = shop.grants.endFamilyOf(call.token ?? '');
  if (!family) return json(400, { error: 'invalid_token', error_description: 'Token expired or revoked' });
  call.actedAs = family.person.login;
  for (const sibling of shop.grants.ofPerson(family.person)) sibling.ended ??= 'revoked';
  return json(200, {});
}

/** `items` is absent for an account without a channel. */
function channels(shop: Shop, call: Call): Reply {
  const owner = shop.grants.access(call.token ?? '')?.family.person;
  const person = owner && shop.people.current(owner);
  if (typeof person?.channel !== 'string' || call.parameters.get('mine') !== 'true') {
    return json(200, { pageInfo: { totalResults: 0 } });
  }
  const snippet = { title: person.displayName, customUrl: `@${person.login}` };
  return json(200, { pageInfo: { totalResults: 1 }, items: [{ id: person.channel, snippet }] });
}
