import { randomUUID } from 'node:crypto';
import { absentOrNull, time, uuid } from '../expect.mjs';
import { LINKING, scene, step } from './scene.mjs';

/** Ada sees her links and takes one back; nobody else can. */
export async function unlinkAnIdentity({ ada, grace, bot }, { identity, token }) {
  scene('Ada lists her links; only she can remove one, and the bot knows at once');
  const [link] = await ada.actor.get(`${LINKING}/links`, {
    status: 200,
    body: [{ id: uuid, ...identity, platform_username: 'ada#1815', linked_at: time }],
  });
  await grace.actor.get(`${LINKING}/links`, { status: 200, body: [] });
  await grace.actor.delete(`${LINKING}/links/${link.id}`, { status: 403, code: 'platform_link_not_yours' });
  await ada.actor.delete(`${LINKING}/links/${randomUUID()}`, { status: 404, code: 'platform_link_not_found' });
  await ada.actor.delete(`${LINKING}/links/${link.id}`, { status: 200, body: { success: true } });
  await ada.actor.delete(`${LINKING}/links/${link.id}`, { status: 404, code: 'platform_link_not_found' });

  step('the very next question gets the new answer');
  await bot.post(`${LINKING}/resolve`, identity, { status: 200, body: { linked: false, user_id: absentOrNull } });
  await bot.get(`${LINKING}/tokens/${token}/status`, { status: 200, body: { status: 'expired', user_id: null } });
}
