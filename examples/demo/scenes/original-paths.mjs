import { linkToken, uuid } from '../expect.mjs';
import { scene } from './scene.mjs';

const ORIGINAL = '/api/platform-linking';

/** A client of the original system needs no new paths. */
export async function useOriginalPaths(cast) {
  scene(`The same through ${ORIGINAL}`);
  const { ada, bot } = cast;
  const identity = cast.identity('fifth');
  const { token } = await bot.post(`${ORIGINAL}/tokens`, identity, { status: 200, body: { token: linkToken } });
  await bot.get(`${ORIGINAL}/tokens/${token}/status`, { status: 200, body: { status: 'pending' } });
  await ada.actor.get(`${ORIGINAL}/tokens/${token}/info`, { status: 200, body: identity });
  await ada.actor.post(`${ORIGINAL}/tokens/${token}/confirm`, undefined, {
    status: 200,
    body: { success: true, ...identity },
  });

  const known = { linked: true, user_id: ada.id };
  await bot.post(`${ORIGINAL}/resolve`, identity, { status: 200, body: known });
  await bot.post(
    `${ORIGINAL}/resolve/batch`,
    { identities: [identity] },
    {
      status: 200,
      body: { results: [{ ...identity, ...known }] },
    },
  );
  // Newest first.
  const [link] = await ada.actor.get(`${ORIGINAL}/links`, { status: 200, body: { 0: { id: uuid, ...identity } } });
  await ada.actor.delete(`${ORIGINAL}/links/${link.id}`, { status: 200, body: { success: true } });
  await bot.post(`${ORIGINAL}/resolve`, identity, { status: 200, body: { linked: false } });
}
