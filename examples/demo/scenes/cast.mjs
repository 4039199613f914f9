import { randomBytes } from 'node:crypto';
import { Actor } from '../api.mjs';
import { serviceKey, text, uuid } from '../expect.mjs';
import { LINKING, scene } from './scene.mjs';

const KEYS = '/v1/admin/service-keys';

/**
 * Everybody who plays: two people, a system admin, and a bot service with three keys. Names and chat identities are new in each
 * run, so that the demo may be played again on the same database.
 */
export async function meetTheCast({ url, admin: credentials, ours }) {
  const run = randomBytes(4).toString('hex');
  const anybody = new Actor(url, 'anybody');

  if (ours) {
    scene('Nobody made a service key yet: bot-facing routes say so');
    await anybody.post(
      `${LINKING}/resolve`,
      { platform: 'DISCORD', platform_user_id: '1' },
      {
        status: 503,
        code: 'bot_api_key_not_configured',
      },
    );
  }

  scene('Two people register and sign in');
  const ada = await person(url, anybody, `ada-${run}`);
  const grace = await person(url, anybody, `grace-${run}`);

  scene('The system admin signs in and makes keys for a bot service');
  const admin = await signedIn(url, anybody, 'admin', credentials);
  const keys = new Set();
  const service = async (name, wishes) => {
    const body = { name: `${name} ${run}`, scopes: ['linking'], ...wishes };
    const key = await admin.post(KEYS, body, {
      status: 201,
      body: { id: uuid, name: body.name, scopes: ['linking'], proof: wishes.proof ?? 'none', key: serviceKey },
    });
    keys.add(key.id);
    return Object.assign(new Actor(url, name, { 'x-bot-api-key': key.key }), { keyId: key.id });
  };
  const bot = await service('bot', {});
  const carefulBot = await service('careful bot', { proof: 'code' });
  const slackBot = await service('slack bot', { platforms: ['SLACK'] });

  const identity = (who) => ({ platform: 'DISCORD', platform_user_id: `${who}-${run}` });
  return { url, run, anybody, admin, keys, ada, grace, bot, carefulBot, slackBot, identity };
}

/** Takes a key away from the bot that holds it. */
export async function revokeKey({ admin, keys }, { keyId }) {
  await admin.delete(`${KEYS}/${keyId}`, { status: 204 });
  keys.delete(keyId);
}

/** Takes back what the demo made. */
export async function sayGoodbye({ admin, keys, ada, grace }) {
  scene('The keys are revoked and the people leave');
  for (const id of keys) await admin.delete(`${KEYS}/${id}`, { status: 204 });
  for (const { actor } of [ada, grace]) await actor.delete('/v1/me', { status: 204 });
}

async function person(url, anybody, username) {
  const password = randomBytes(18).toString('base64url');
  const { user } = await anybody.post(
    '/v1/auth/register',
    { email: `${username}@example.org`, username, password },
    { status: 201, body: { user: { id: uuid, username, is_bot: false, status: 'active' }, account: { id: uuid } } },
  );
  const actor = await signedIn(url, anybody, username.split('-')[0], { login: username, password });
  return { id: user.id, actor };
}

async function signedIn(url, anybody, name, { login, password }) {
  const { access_token: token } = await anybody.post(
    '/v1/auth/login',
    { login, password },
    { status: 200, body: { access_token: text, token_type: 'Bearer', refresh_token: text } },
  );
  return new Actor(url, name, { authorization: `Bearer ${token}` });
}
