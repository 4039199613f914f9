import { field, parseJson, readFields, type Call } from '../call.js';
import { secondsLeft, type AccessToken } from '../grants.js';
import type { Profile, Shop, TokenRequest } from '../profile.js';
import { json, type Reply } from '../reply.js';
import type { TokenProblem } from '../words.js';

const PATHS = {
  authorize: '/page/login.html',
  token: '/openplatform/exchangetoken',
  refresh: '/openplatform/refreshtoken',
  revoke: '/openplatform/revoke',
  validate: '/openplatform/validate',
  api: '/openplatform',
};

const PROBLEMS: Readonly<
  Record<TokenProblem, readonly [status: number, code: number, error: string, message: string]>
> = {
  malformed: [400, 11701, 'invalidHeader', 'Invalid header.'],
  client: [401, 11701, 'invalidHeader', 'Invalid client id.'],
  secret: [401, 11717, 'invalidClientSecret', 'Invalid client secret.'],
  grant_type: [400, 11715, 'invalidGrantType', 'Invalid grant type.'],
  code: [400, 11711, 'invalidCode', 'Invalid code.'],
  code_expired: [400, 11710, 'expiredCode', 'Expired code.'],
  redirect: [400, 11716, 'invalidRedirectUri', 'Invalid redirect uri.'],
  verifier: [400, 11711, 'invalidCode', 'Invalid code.'],
  refresh: [400, 11713, 'invalidRefreshToken', 'Invalid refresh token.'],
  refresh_expired: [400, 11712, 'expiredRefreshToken', 'Expired refresh token.'],
  too_many: [400, 11718, 'tooManyAccessTokens', 'Too many access tokens.'],
};

export function trovo(shop: Shop): Profile {
  return {
    platform: 'trovo',
    paths: PATHS,
    page: {
      required: ['scope'],
      pkce: false,
      // Only a literal plus joins scopes.
      splitScopes: (scope) => scope.split('+').filter(Boolean),
      offline: () => true,
      silent: () => false,
      back: () => ({}),
    },
    readTokenRequest,
    // No scope, and the seconds are text.
    tokenReply: ({ access, refresh }) =>
      json(200, {
        access_token: access.value,
        token_type: 'bearer',
        expires_in: String(secondsLeft(access)),
        refresh_token: refresh?.value,
      }),
    refuseToken: (problem) => refuse(...PROBLEMS[problem]),
    identify: (call) => identify(shop, call),
    limitHeaders: (limit, left, resetAt) => ({
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(left),
      'x-ratelimit-reset': String(Math.ceil(resetAt / 1000)),
    }),
    tooMany: () => refuse(400, 11706, 'tooManyRequests', 'Exceeds the rate limit.'),
    routes: [
      { kind: 'validate', method: 'GET', path: PATHS.validate, answer: (call) => validate(shop, call) },
      { kind: 'revoke', method: 'POST', path: PATHS.revoke, answer: (call) => revoke(shop, call) },
      { kind: 'api', method: 'GET', path: '/openplatform/getuserinfo', answer: (call) => userInfo(shop, call) },
      { kind: 'api', method: 'POST', path: '/openplatform/chat/send', answer: (call) => send(shop, call) },
    ],
  };
}

const refuse = (status: number, code: number, error: string, message: string): Reply =>
  json(status, { status: code, error, message });

/** JSON, the client in a header, and each grant at its own address. */
function readTokenRequest(call: Call, body: Buffer): TokenRequest | null {
  if (!(call.header('content-type') ?? '').startsWith('application/json')) return null;
  const fields = parseJson(body);
  const grantType = field(fields, 'grant_type');
  if ((grantType === 'refresh_token') !== (call.path === PATHS.refresh)) return null;
  return {
    grantType,
    clientId: call.header('client-id'),
    clientSecret: field(fields, 'client_secret'),
    code: field(fields, 'code'),
    redirectUri: field(fields, 'redirect_uri'),
    verifier: null,
    refreshToken: field(fields, 'refresh_token'),
  };
}

function identify(shop: Shop, call: Call): AccessToken | Reply {
  if (call.header('client-id') !== shop.application.clientId)
    return refuse(401, 11701, 'invalidHeader', 'Invalid header.');
  const token = shop.grants.access(call.credential('oauth') ?? '');
  return token ?? refuse(401, 11714, 'invalidAccessToken', 'Invalid access token.');
}

function validate(shop: Shop, call: Call): Reply {
  const token = identify(shop, call);
  if ('status' in token) return token;
  const { person, scopes } = token.family;
  [call.token, call.actedAs] = [token.value, person.login];
  return json(200, {
    uid: person.id,
    client_id: shop.application.clientId,
    nick_name: shop.people.current(person).displayName,
    scopes,
    expire_ts: String(Math.floor(token.expiresAt / 1000)),
  });
}

async function revoke(shop: Shop, call: Call): Promise<Reply> {
  const read = await readFields(call);
  call.token = read('access_token');
  const family = shop.grants.endFamilyOf(call.token ?? '');
  call.actedAs = family?.person.login ?? null;
  return family ? json(200, {}) : refuse(401, 11714, 'invalidAccessToken', 'Invalid access token.');
}

function userInfo(shop: Shop, call: Call): Reply {
  const family = shop.grants.access(call.token ?? '')?.family;
  if (!family?.scopes.includes('user_details_self')) return refuse(401, 11703, 'invalidScope', 'Scope is not granted.');
  const { id, login, displayName } = shop.people.current(family.person);
  const rest = { email: '', profilePic: '', info: '', channelId: id };
  return json(200, { userId: id, userName: login, nickName: displayName, ...rest });
}

/** Elsewhere than in one's own channel it wants more scopes, which are not looked at here. */
async function send(shop: Shop, call: Call): Promise<Reply> {
  const family = shop.grants.access(call.token ?? '')?.family;
  if (!family?.scopes.includes('chat_send_self')) return refuse(401, 11703, 'invalidScope', 'Scope is not granted.');
  const read = await readFields(call);
  const text = read('content');
  if (text === null || text === '') return refuse(400, 11101, 'invalidContent', 'Invalid content.');
  if (shop.chat.takeDrop()) return refuse(400, 10908, 'spam', 'The message was taken for spam.');
  const { id, login } = family.person;
  shop.chat.say({ channel: read('channel_id') ?? id, sender: login, text, replyTo: null });
  return json(200, {});
}
