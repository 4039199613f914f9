import { chatNotFound } from '../passthrough.errors.js';
import type { AskPlatform, ChatSender } from './message.types.js';
import { delivered, dropped, refusalOf, textAt, valueAt } from './reply.rules.js';

/** `POST /public/v1/chat` as the user the token is for: `type: "bot"` would speak as the application's own bot (KickDevDocs #402). */
export const kickSender: ChatSender = {
  maxCharacters: 500,
  canReply: true,
  scope: 'chat:write',
  resource: () => 'chat',
  async send({ channel, text, replyTo }, _speaker, ask) {
    const broadcaster = /^\d{1,15}$/.test(channel) ? channel : await idOf(channel, ask);
    const reply = await ask({
      method: 'POST',
      path: 'chat',
      json: {
        type: 'user',
        broadcaster_user_id: Number(broadcaster),
        content: text,
        ...(replyTo === null ? {} : { reply_to_message_id: replyTo }),
      },
    });
    if (reply.status !== 200) return refusalOf(reply, 'not_allowed');
    const sent = valueAt(reply.json, 'data', 'is_sent') === true;
    return sent ? delivered(textAt(reply.json, 'data', 'message_id')) : dropped('not_sent');
  },
};

/** Needs `channel:read`; whoever has only the scopes for chat names channels by their number. */
async function idOf(slug: string, ask: AskPlatform): Promise<string> {
  if (!/^[\w-]{1,64}$/.test(slug)) throw chatNotFound();
  const { status, json } = await ask({ method: 'GET', path: `channels?slug=${slug.toLowerCase()}` });
  const id = status === 200 ? textAt(json, 'data', 0, 'broadcaster_user_id') : null;
  if (id === null) throw chatNotFound();
  return id;
}
