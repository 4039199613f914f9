import { Actor } from '../api.mjs';
import { including, text } from '../expect.mjs';
import { revokeKey } from './cast.mjs';
import { LINKING, scene, step } from './scene.mjs';

const REJECTED = { status: 401, code: 'credentials_rejected', headers: { 'www-authenticate': text } };
const invalid = (path) => ({
  status: 422,
  code: 'request_invalid',
  body: { errors: including({ path, code: text, message: text }) },
});

/** What is not right is refused, and the refusal says why. */
export async function beRefused(cast) {
  await withBadInput(cast);
  await withoutTheRightKey(cast);
  await withTheWrongCredential(cast);
}

async function withBadInput(cast) {
  scene('Bad input is refused field by field');
  const { bot, ada } = cast;
  const identity = cast.identity('fourth');
  await bot.post(`${LINKING}/resolve`, { ...identity, platform: 'MYSPACE' }, invalid('platform'));
  await bot.post(`${LINKING}/resolve`, { platform: 'DISCORD' }, invalid('platform_user_id'));
  await bot.post(`${LINKING}/resolve`, { ...identity, colour: 'blue' }, invalid('colour'));
  await bot.post(`${LINKING}/tokens`, { ...identity, platform_user_id: 'x'.repeat(256) }, invalid('platform_user_id'));
  await bot.post(`${LINKING}/resolve/batch`, { identities: [] }, invalid('identities'));
  await bot.post(`${LINKING}/resolve/batch`, { identities: Array(101).fill(identity) }, invalid('identities'));
  await bot.post(`${LINKING}/resolve`, '{"platform":', { status: 400, code: 'request_malformed' });
  await bot.get(`${LINKING}/tokens/a.b/status`, invalid('token'));
  await bot.get(`${LINKING}/tokens/unknown/status`, { status: 404, code: 'link_token_not_found' });
  await ada.actor.get(`${LINKING}/tokens/unknown/info`, { status: 404, code: 'link_token_not_found' });
}

async function withoutTheRightKey(cast) {
  scene('Without the right key there is no answer');
  const { url, anybody, slackBot, identity } = cast;
  const slackIdentity = { ...identity('fourth'), platform: 'SLACK' };
  const missing = { status: 401, code: 'credentials_missing', headers: { 'www-authenticate': text } };
  await anybody.post(`${LINKING}/resolve`, identity('fourth'), missing);
  for (const key of ['guess', `us_svc_${'A'.repeat(43)}_AAAAAA`]) {
    const stranger = new Actor(url, 'stranger', { 'x-bot-api-key': key });
    await stranger.post(`${LINKING}/resolve`, identity('fourth'), REJECTED);
  }
  step('this key is for SLACK alone');
  await slackBot.post(`${LINKING}/resolve`, identity('fourth'), { status: 403, code: 'platform_not_allowed' });
  step('a revoked key is as good as none, at once');
  await slackBot.post(`${LINKING}/resolve`, slackIdentity, { status: 200, body: { linked: false } });
  await revokeKey(cast, slackBot);
  await slackBot.post(`${LINKING}/resolve`, slackIdentity, REJECTED);
}

async function withTheWrongCredential({ anybody, ada, bot, grace }) {
  scene('People and bot services cannot stand in for each other');
  await anybody.get(`${LINKING}/links`, { status: 401, code: 'credentials_missing' });
  await bot.get(`${LINKING}/links`, { status: 401 });
  await ada.actor.post(`${LINKING}/resolve`, { platform: 'DISCORD', platform_user_id: '1' }, { status: 401 });
  await grace.actor.get('/v1/admin/service-keys', { status: 403, code: 'system_admin_required' });
  step('two credentials in one request are refused, not chosen from');
  await ada.actor.post(
    `${LINKING}/resolve`,
    { platform: 'DISCORD', platform_user_id: '1' },
    { status: 400, code: 'credentials_conflict' },
    { 'x-bot-api-key': 'guess' },
  );
}
