import { randomUUID } from 'node:crypto';
import { absent, absentOrNull, linkToken, text, time } from '../expect.mjs';
import { LINKING, scene, step } from './scene.mjs';

/** From "who is this?" to "this is Ada". */
export async function linkAnIdentity(cast) {
  const { bot } = cast;
  const identity = cast.identity('first');

  scene('Somebody writes to the bot, which asks who that is and gets a link for them');
  await bot.post(`${LINKING}/resolve`, identity, { status: 200, body: { linked: false, user_id: absentOrNull } });
  const request = { ...identity, platform_username: 'ada#1815', channel_id: 'general' };
  const { token } = await bot.post(`${LINKING}/tokens`, request, {
    status: 200,
    body: { token: linkToken, expires_at: time, link_url: text },
    headers: { ratelimit: text, 'ratelimit-policy': text },
  });
  await isPending(bot, token);

  await adaConfirms(cast, identity, token);
  await everybodyKnows(cast, identity, token);
  await theLinkIsSpent(cast, identity, token);
  return { identity, token };
}

export const isPending = (bot, token) =>
  bot.get(`${LINKING}/tokens/${token}/status`, { status: 200, body: { status: 'pending', user_id: null } });

async function adaConfirms({ ada, bot }, identity, token) {
  scene('Ada opens the link, sees who asks, and confirms');
  const asked = { ...identity, platform_username: 'ada#1815' };
  await ada.actor.get(`${LINKING}/tokens/${token}/info`, {
    status: 200,
    body: { ...asked, requested_at: time, expires_at: time, already_linked_to_me: false },
  });
  step('looking at it changed nothing');
  await isPending(bot, token);

  const key = { 'idempotency-key': randomUUID() };
  const confirm = `${LINKING}/tokens/${token}/confirm`;
  const confirmed = { status: 200, body: { success: true, ...asked, state: absent, code: absent } };
  await ada.actor.post(confirm, undefined, { ...confirmed, headers: { 'idempotency-replayed': absent } }, key);
  step('the answer got lost? The same Idempotency-Key gets it again');
  await ada.actor.post(confirm, undefined, { ...confirmed, headers: { 'idempotency-replayed': 'true' } }, key);
  step('without the key the link is spent, but its owner is told that it worked');
  await ada.actor.post(confirm, undefined, { status: 410, code: 'link_token_used', body: { linked_to_me: true } });
}

async function everybodyKnows({ ada, bot }, identity, token) {
  scene('From now on the bot knows Ada');
  const known = { linked: true, user_id: ada.id };
  await bot.get(`${LINKING}/tokens/${token}/status`, { status: 200, body: { status: 'linked', user_id: ada.id } });
  await bot.post(`${LINKING}/resolve`, identity, { status: 200, body: known });
  const stranger = { platform: 'TELEGRAM', platform_user_id: identity.platform_user_id };
  await bot.post(
    `${LINKING}/resolve/batch`,
    { identities: [stranger, identity, stranger] },
    {
      status: 200,
      body: {
        results: [
          { ...stranger, linked: false, user_id: null },
          { ...identity, ...known },
          { ...stranger, linked: false, user_id: null },
        ],
      },
    },
  );
}

async function theLinkIsSpent({ bot, grace }, identity, token) {
  scene('Nobody else can use the link, and a linked identity gets no other');
  await bot.post(`${LINKING}/tokens`, identity, { status: 409, code: 'platform_identity_already_linked' });
  const spent = { status: 410, code: 'link_token_used', body: { linked_to_me: absent } };
  await grace.actor.get(`${LINKING}/tokens/${token}/info`, spent);
  await grace.actor.post(`${LINKING}/tokens/${token}/confirm`, undefined, spent);
}
