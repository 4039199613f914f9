import { chatNotFound } from '../passthrough.errors.js';
import type { AskPlatform, ChatSender } from './message.types.js';
import { delivered, dropped, refusalOf, textAt, valueAt } from './reply.rules.js';

/** `POST /helix/chat/messages`: 200 also for what is not shown. */
export const twitchSender: ChatSender = {
  maxCharacters: 500,
  canReply: true,
  scope: 'user:write:chat',
  resource: () => 'chat/messages',
  async send({ channel, text, replyTo }, { subjectId }, ask) {
    const broadcaster = /^\d+$/.test(channel) ? channel : await idOf(channel, ask);
    const reply = await ask({
      method: 'POST',
      path: 'chat/messages',
      json: {
        broadcaster_id: broadcaster,
        sender_id: subjectId,
        message: text,
        ...(replyTo === null ? {} : { reply_parent_message_id: replyTo }),
      },
    });
    if (reply.status !== 200) return refusalOf(reply, 'not_allowed');
    const sent = valueAt(reply.json, 'data', 0);
    if (valueAt(sent, 'is_sent') === true) return delivered(textAt(sent, 'message_id'));
    return dropped(textAt(sent, 'drop_reason', 'code'));
  },
};

async function idOf(login: string, ask: AskPlatform): Promise<string> {
  if (!/^\w{1,25}$/.test(login)) throw chatNotFound();
  const { status, json } = await ask({ method: 'GET', path: `users?login=${login.toLowerCase()}` });
  const id = status === 200 ? textAt(json, 'data', 0, 'id') : null;
  if (id === null) throw chatNotFound();
  return id;
}
