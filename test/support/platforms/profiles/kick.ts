import { readFields, type Call } from '../call.js';
import { secondsLeft, type AccessToken } from '../grants.js';
import { readForm, type Profile, type Shop } from '../profile.js';
import { json, type Reply } from '../reply.js';
import type { Person, TokenProblem } from '../words.js';

const PATHS = {
  authorize: '/oauth/authorize',
  token: '/oauth/token',
  refresh: '/oauth/token',
  revoke: '/oauth/revoke',
  validate: '/oauth/token/introspect',
  api: '/public/v1',
};

const MAX_LENGTH = 500;
/** Login of the application's own bot, which speaks for `type: "bot"`. */
export const KICK_APP_BOT = 'the-app-bot';

export function kick(shop: Shop): Profile {
  return {
    platform: 'kick',
    paths: PATHS,
    page: {
      required: ['state', 'scope', 'code_challenge', 'code_challenge_method'],
      pkce: true,
      // A known quirk: the first one, wherever it stands.
      rewrite: (query) => query.replace('127.0.0.1', 'localhost'),
      splitScopes: (scope) => scope.split(/[ +]/).filter(Boolean),
      offline: () => true,
      silent: () => false,
      back: () => ({}),
    },
    readTokenRequest: readForm,
    tokenReply: ({ access, refresh }) =>
      json(200, {
        access_token: access.value,
        token_type: 'Bearer',
        refresh_token: refresh?.value,
        expires_in: secondsLeft(access),
        scope: access.family.scopes.join(' '),
      }),
    refuseToken,
    identify: (call) => shop.grants.access(call.credential('bearer') ?? '') ?? unauthorized(),
    limitHeaders: () => ({}),
    tooMany: (_headers, retryAfter) =>
      json(429, { data: {}, message: 'Too Many Requests' }, { 'retry-after': String(retryAfter) }),
    routes: [
      { kind: 'validate', method: 'POST', path: PATHS.validate, answer: (call) => introspect(shop, call) },
      { kind: 'revoke', method: 'POST', path: PATHS.revoke, answer: (call) => revoke(shop, call) },
      { kind: 'api', method: 'GET', path: '/public/v1/users', answer: (call) => users(shop, call) },
      { kind: 'api', method: 'GET', path: '/public/v1/channels', answer: (call) => channels(shop, call) },
      { kind: 'api', method: 'POST', path: '/public/v1/chat', answer: (call) => chat(shop, call) },
    ],
  };
}

const ok = (data: unknown): Reply => json(200, { data, message: 'OK' });
const refuse = (status: number, message: string): Reply => json(status, { data: {}, message });
const unauthorized = (): Reply => refuse(401, 'Unauthorized');

/** Which status a wrong client has is not documented; 401 is what RFC 6749 says. */
function refuseToken(problem: TokenProblem): Reply {
  if (problem === 'malformed') return json(400, { message: 'Invalid request' });
  if (problem === 'client' || problem === 'secret') return json(401, { error: 'invalid_client' });
  if (problem === 'grant_type') return json(400, { error: 'unsupported_grant_type' });
  return json(400, { error: 'invalid_grant', error_description: 'invalid, expired or revoked' });
}

/** Says nothing of who it is. The token under test is the credential. */
function introspect(shop: Shop, call: Call): Reply {
  const token = shop.grants.access(call.credential('bearer') ?? '');
  if (!token) return ok({ active: false });
  [call.token, call.actedAs] = [token.value, token.family.person.login];
  return ok({
    active: true,
    client_id: shop.application.clientId,
    token_type: 'user',
    scope: token.family.scopes.join(' '),
    exp: Math.floor(token.expiresAt / 1000),
  });
}

/** In the query, and always `OK`. */
function revoke(shop: Shop, call: Call): Reply {
  call.token = call.parameters.get('token');
  call.actedAs = shop.grants.endFamilyOf(call.token ?? '')?.person.login ?? null;
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: 'OK' };
}

/** The token of the call and its person, when the scope is there. */
function holder(shop: Shop, call: Call, scope: string): { token: AccessToken; person: Person } | null {
  const token = shop.grants.access(call.token ?? '');
  return token?.family.scopes.includes(scope) ? { token, person: shop.people.current(token.family.person) } : null;
}

function users(shop: Shop, call: Call): Reply {
  const person = holder(shop, call, 'user:read')?.person;
  if (!person) return unauthorized();
  return ok([{ user_id: Number(person.id), name: person.login, email: '', profile_picture: '' }]);
}

function channels(shop: Shop, call: Call): Reply {
  const owner = holder(shop, call, 'channel:read')?.person;
  if (!owner) return unauthorized();
  const asked = [...call.parameters.getAll('broadcaster_user_id'), ...call.parameters.getAll('slug')];
  const bySlug = (one: string): Person | undefined => shop.people.all().find(({ channel }) => channel === one);
  const found = asked.length > 0 ? asked.map((one) => shop.people.find(one) ?? bySlug(one)) : [owner];
  return ok(
    found
      .filter((one) => one !== undefined)
      .map(({ id, channel }) => ({ broadcaster_user_id: Number(id), slug: channel })),
  );
}

/** `type: "bot"` speaks as the application's bot in the channel of the token's owner, whatever broadcaster is named. */
async function chat(shop: Shop, call: Call): Promise<Reply> {
  const person = holder(shop, call, 'chat:write')?.person;
  if (!person) return unauthorized();
  const read = await readFields(call);
  const [type, text, broadcaster] = [read('type'), read('content'), read('broadcaster_user_id')];
  if (text === null || text === '' || [...text].length > MAX_LENGTH) return refuse(400, 'Invalid request');
  if (type !== 'bot' && (type !== 'user' || broadcaster === null)) return refuse(400, 'Invalid request');
  if (shop.chat.takeDrop()) return ok({ is_sent: false, message_id: '' });
  const said = shop.chat.say({
    channel: type === 'bot' ? person.id : (broadcaster ?? ''),
    sender: person.login,
    ...(type === 'bot' ? { shownAs: KICK_APP_BOT } : {}),
    text,
    replyTo: read('reply_to_message_id'),
  });
  return ok({ is_sent: true, message_id: said.id });
}
