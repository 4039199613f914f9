import { linkToken } from '../expect.mjs';
import { isPending } from './first-link.mjs';
import { LINKING, scene } from './scene.mjs';

const EXPIRED = { status: 410, code: 'link_token_expired' };

/** Superseded and declined links bind nothing. */
export async function useOldLinks(cast) {
  const { ada, bot } = cast;
  const identity = cast.identity('second');
  const issue = () => bot.post(`${LINKING}/tokens`, identity, { status: 200, body: { token: linkToken } });

  scene('A second link for the same identity supersedes the first');
  const { token: old } = await issue();
  const { token } = await issue();
  await ada.actor.post(`${LINKING}/tokens/${old}/confirm`, undefined, EXPIRED);
  await isExpired(bot, old);
  await isPending(bot, token);

  scene('Ada did not ask for this link and declines it');
  await ada.actor.post(`${LINKING}/tokens/${token}/decline`, undefined, { status: 200, body: { success: true } });
  await ada.actor.post(`${LINKING}/tokens/${token}/confirm`, undefined, EXPIRED);
  await ada.actor.get(`${LINKING}/tokens/${token}/info`, EXPIRED);
  await isExpired(bot, token);
}

export const isExpired = (bot, token) =>
  bot.get(`${LINKING}/tokens/${token}/status`, { status: 200, body: { status: 'expired', user_id: null } });
