import { chatNotFound } from '../passthrough.errors.js';
import type { ChatSender } from './message.types.js';
import { delivered, refusalOf, textAt } from './reply.rules.js';

/** `POST /channels/{id}/messages`. A nonce that is enforced answers the earlier message instead of sending it twice. */
export const discordSender: ChatSender = {
  maxCharacters: 2000,
  canReply: true,
  scope: null,
  resource: (channel) => `channels/${channel}/messages`,
  async send({ channel, text, replyTo, nonce }, _speaker, ask) {
    if (!/^\d{17,20}$/.test(channel)) throw chatNotFound();
    const reply = await ask({
      method: 'POST',
      path: `channels/${channel}/messages`,
      json: {
        content: text,
        // Nobody is woken by what a program wrote into a text.
        allowed_mentions: { parse: [] },
        ...(replyTo === null ? {} : { message_reference: { message_id: replyTo } }),
        ...(nonce === null ? {} : { nonce, enforce_nonce: true }),
      },
    });
    if (reply.status === 200 || reply.status === 201) return delivered(textAt(reply.json, 'id'));
    return refusalOf(reply, textAt(reply.json, 'code'));
  },
};
