import type { Call } from '../call.js';
import { secondsLeft, type AccessToken } from '../grants.js';
import { readForm, type PageRules, type Profile, type Shop, type TokenRequest } from '../profile.js';
import { json, type Reply } from '../reply.js';
import type { TokenProblem } from '../words.js';
import { discordMessages } from './discord-messages.js';

const PATHS = {
  authorize: '/oauth2/authorize',
  token: '/api/oauth2/token',
  refresh: '/api/oauth2/token',
  revoke: '/api/v10/oauth2/token/revoke',
  validate: '/api/v10/users/@me',
  api: '/api/v10',
};

const PAGE: PageRules = {
  required: ['scope'],
  pkce: true,
  splitScopes: (scope) => scope.split(' ').filter(Boolean),
  offline: () => true,
  silent: (asked) => asked.get('prompt') === 'none',
  back: () => ({}),
};

/** Bots act with a token from the developer portal, see `Platform.botToken`; people's tokens are OAuth as elsewhere. */
export function discord(shop: Shop): Profile {
  return {
    platform: 'discord',
    paths: PATHS,
    page: PAGE,
    readTokenRequest,
    tokenReply: ({ access, refresh }) =>
      json(200, {
        token_type: 'Bearer',
        access_token: access.value,
        expires_in: secondsLeft(access),
        refresh_token: refresh?.value,
        scope: access.family.scopes.join(' '),
      }),
    refuseToken,
    identify: (call) => identify(shop, call) ?? unauthorized(),
    limitHeaders: (limit, left, resetAt) => ({
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(left),
      'x-ratelimit-reset': (resetAt / 1000).toFixed(3),
      'x-ratelimit-reset-after': Math.max(0, (resetAt - Date.now()) / 1000).toFixed(3),
      'x-ratelimit-bucket': 'abcd1234',
    }),
    tooMany: (headers, retryAfter) =>
      json(
        429,
        {
          message: 'You are being rate limited.',
          retry_after: Number(headers['x-ratelimit-reset-after']),
          global: false,
        },
        { ...headers, 'x-ratelimit-scope': 'user', 'retry-after': String(retryAfter) },
      ),
    routes: [
      { kind: 'validate', method: 'GET', path: PATHS.validate, answer: (call) => me(shop, call) },
      { kind: 'revoke', method: 'POST', path: PATHS.revoke, answer: (call) => revoke(shop, call) },
      ...discordMessages(shop),
    ],
  };
}

const unauthorized = (): Reply => json(401, { message: '401: Unauthorized', code: 0 });

function refuseToken(problem: TokenProblem): Reply {
  if (problem === 'malformed') return json(400, { error: 'invalid_request' });
  if (problem === 'client' || problem === 'secret') return json(401, { error: 'invalid_client' });
  if (problem === 'grant_type') return json(400, { error: 'unsupported_grant_type' });
  const what = problem.startsWith('refresh') ? 'refresh_token' : 'code';
  return json(400, { error: 'invalid_grant', error_description: `Invalid "${what}" in request.` });
}

/** A form; the client may say who it is in the header instead (Basic). */
function readTokenRequest(call: Call, body: Buffer): TokenRequest | null {
  const form = readForm(call, body);
  const basic = call.credential('basic');
  if (form === null || basic === null) return form;
  const [clientId = '', clientSecret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return { ...form, clientId: decodeURIComponent(clientId), clientSecret: decodeURIComponent(clientSecret) };
}

function identify(shop: Shop, call: Call): AccessToken | null {
  const bot = call.credential('bot');
  if (bot !== null) return shop.grants.access(bot);
  const person = shop.grants.access(call.credential('bearer') ?? '');
  return person?.family.scopes.includes('bot') === true ? null : person;
}

/** A token that stands under the wrong word (`Bearer` for a bot) is nobody's. */
function me(shop: Shop, call: Call): Reply {
  const token = identify(shop, call);
  if (!token) return unauthorized();
  const person = shop.people.current(token.family.person);
  const bot = token.family.scopes.includes('bot');
  [call.token, call.actedAs] = [token.value, person.login];
  const globalName = person.displayName === person.login ? null : person.displayName;
  return json(200, {
    id: person.id,
    username: person.login,
    discriminator: '0000',
    global_name: globalName,
    ...(bot ? { bot: true } : {}),
  });
}

/** Either token ends the authorization; a bot's token cannot be revoked here. */
async function revoke(shop: Shop, call: Call): Promise<Reply> {
  const form = new URLSearchParams((await call.read()).toString('utf8'));
  call.token = form.get('token');
  call.actedAs = shop.grants.endFamilyOf(call.token ?? '')?.person.login ?? null;
  return json(200, {});
}
