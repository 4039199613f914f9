import { linkToken, sixDigits } from '../expect.mjs';
import { isPending } from './first-link.mjs';
import { isExpired } from './old-links.mjs';
import { LINKING, scene, step } from './scene.mjs';

const UNLINKED = { status: 200, body: { linked: false } };

/** With `proof: "code"` a forwarded link alone binds nothing: the chat identity has to repeat what the person saw. */
export async function proveFromBothSides(cast) {
  const identity = cast.identity('third');
  await fiveWrongCodes(cast, identity);
  await theRightCode(cast, identity);
}

async function fiveWrongCodes(cast, identity) {
  scene('The careful bot wants proof from both sides; five wrong codes kill the link');
  const { carefulBot, ada } = cast;
  const { token, code } = await confirmedWithCode(cast, identity);
  await carefulBot.post(`${LINKING}/resolve`, identity, UNLINKED);
  await isPending(carefulBot, token);

  step('asked again, Ada sees the same code');
  const again = await ada.actor.post(`${LINKING}/tokens/${token}/confirm`, undefined, { status: 200, body: { code } });
  const wrong = String((Number(again.code) + 1) % 1_000_000).padStart(6, '0');
  for (const left of [4, 3, 2, 1, 0]) {
    await prove(carefulBot, token, identity, wrong, {
      status: 403,
      code: 'link_proof_wrong',
      body: { tries_left: left },
    });
  }
  await prove(carefulBot, token, identity, code, { status: 410, code: 'link_token_expired' });
  await isExpired(carefulBot, token);
}

async function theRightCode(cast, identity) {
  scene('With the right code, from the right identity, the link exists');
  const { carefulBot, ada } = cast;
  const { token, code } = await confirmedWithCode(cast, identity);
  const somebodyElse = { platform_user_id: `not-${identity.platform_user_id}` };
  await prove(carefulBot, token, somebodyElse, code, { status: 403, code: 'link_proof_identity_mismatch' });
  await prove(carefulBot, token, identity, code, { status: 200, body: { success: true, user_id: ada.id } });
  await carefulBot.post(`${LINKING}/resolve`, identity, { status: 200, body: { linked: true, user_id: ada.id } });
  await prove(carefulBot, token, identity, code, { status: 410, code: 'link_token_used' });
}

async function confirmedWithCode({ carefulBot, ada }, identity) {
  const { token } = await carefulBot.post(`${LINKING}/tokens`, identity, { status: 200, body: { token: linkToken } });
  const { code } = await ada.actor.post(`${LINKING}/tokens/${token}/confirm`, undefined, {
    status: 200,
    body: { success: true, state: 'awaiting_proof', code: sixDigits, ...identity },
  });
  return { token, code };
}

const prove = (bot, token, { platform_user_id }, code, expected) =>
  bot.post(`${LINKING}/tokens/${token}/proof`, { platform_user_id, code }, expected);
