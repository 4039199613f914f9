import type { Call } from '../call.js';
import { secondsLeft, type AccessToken } from '../grants.js';
import { readForm, type Profile, type Shop } from '../profile.js';
import { empty, json, type Reply } from '../reply.js';
import type { TokenProblem } from '../words.js';
import { twitchChat } from './twitch-chat.js';

const PATHS = {
  authorize: '/oauth2/authorize',
  token: '/oauth2/token',
  refresh: '/oauth2/token',
  revoke: '/oauth2/revoke',
  validate: '/oauth2/validate',
  api: '/helix',
};

/** No RFC codes: status and message are all there is. */
const PROBLEMS: Readonly<Record<TokenProblem, readonly [status: number, message: string]>> = {
  malformed: [400, 'missing client id'],
  client: [400, 'invalid client'],
  secret: [403, 'invalid client secret'],
  grant_type: [400, 'invalid grant type'],
  code: [400, 'Invalid authorization code'],
  code_expired: [400, 'Invalid authorization code'],
  redirect: [400, 'Parameter redirect_uri does not match registered URI'],
  verifier: [400, 'Invalid authorization code'],
  refresh: [400, 'Invalid refresh token'],
  refresh_expired: [400, 'Invalid refresh token'],
  too_many: [400, 'Too many access tokens'],
};

export function twitch(shop: Shop): Profile {
  return {
    platform: 'twitch',
    paths: PATHS,
    page: {
      required: ['scope'],
      pkce: false,
      splitScopes: (scope) => scope.split(/[ +]/).filter(Boolean),
      offline: () => true,
      // Without force_verify the account that the browser is signed in with is used without a question.
      silent: (asked) => asked.get('force_verify') !== 'true',
      back: (scopes) => ({ scope: scopes.join(' ') }),
    },
    readTokenRequest: readForm,
    tokenReply: ({ access, refresh }) =>
      json(200, {
        access_token: access.value,
        expires_in: secondsLeft(access),
        refresh_token: refresh?.value,
        scope: access.family.scopes,
        token_type: 'bearer',
      }),
    refuseToken: (problem) => {
      const [status, message] = PROBLEMS[problem];
      return status === 403 ? json(403, { status, message }) : json(status, { error: 'Bad Request', status, message });
    },
    identify: (call) => identify(shop, call),
    limitHeaders: (limit, left, resetAt) => ({
      'ratelimit-limit': String(limit),
      'ratelimit-remaining': String(left),
      'ratelimit-reset': String(Math.ceil(resetAt / 1000)),
    }),
    tooMany: (headers) => envelope(429, 'Too Many Requests', 'Too Many Requests', headers),
    routes: [
      { kind: 'validate', method: 'GET', path: PATHS.validate, answer: (call) => validate(shop, call) },
      { kind: 'revoke', method: 'POST', path: PATHS.revoke, answer: (call) => revoke(shop, call) },
      { kind: 'api', method: 'GET', path: '/helix/users', answer: (call) => users(shop, call) },
      { kind: 'api', method: 'POST', path: '/helix/chat/messages', answer: (call) => twitchChat(shop, call) },
    ],
  };
}

export const envelope = (status: number, error: string, message: string, headers = {}): Reply =>
  json(status, { error, status, message }, headers);

function identify(shop: Shop, call: Call): AccessToken | Reply {
  const token = shop.grants.access(call.credential('bearer') ?? '');
  if (!token) return envelope(401, 'Unauthorized', 'Invalid OAuth token');
  if (call.header('client-id') === shop.application.clientId) return token;
  return envelope(401, 'Unauthorized', 'Client ID and OAuth token do not match');
}

function validate(shop: Shop, call: Call): Reply {
  const token = shop.grants.access(call.credential('oauth', 'bearer') ?? '');
  if (!token) return json(401, { status: 401, message: 'invalid access token' });
  const { person, scopes } = token.family;
  [call.token, call.actedAs] = [token.value, person.login];
  return json(200, {
    client_id: shop.application.clientId,
    login: shop.people.current(person).login,
    scopes,
    user_id: person.id,
    expires_in: secondsLeft(token),
  });
}

async function revoke(shop: Shop, call: Call): Promise<Reply> {
  const form = new URLSearchParams((await call.read()).toString('utf8'));
  if (form.get('client_id') !== shop.application.clientId)
    return json(404, { status: 404, message: 'client does not exist' });
  call.token = form.get('token');
  const family = shop.grants.endFamilyOf(call.token ?? '');
  call.actedAs = family?.person.login ?? null;
  return family ? empty(200) : json(400, { status: 400, message: 'Invalid token' });
}

/** Without parameters: the owner of the token. */
function users(shop: Shop, call: Call): Reply {
  const asked = [...call.parameters.getAll('id'), ...call.parameters.getAll('login')];
  const owner = shop.grants.access(call.credential('bearer') ?? '')?.family.person;
  const found = asked.length > 0 ? asked.map((one) => shop.people.find(one)) : [owner && shop.people.current(owner)];
  const data = found
    .filter((person) => person !== null && person !== undefined)
    .map(({ id, login, displayName }) => ({ id, login, display_name: displayName, type: '', broadcaster_type: '' }));
  return json(200, { data });
}
