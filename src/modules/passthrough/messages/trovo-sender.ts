import { chatNotFound } from '../passthrough.errors.js';
import type { ChatSender } from './message.types.js';
import { delivered, dropped, refusalOf, textAt } from './reply.rules.js';

/** Statuses in the body that mean that the message, not the call, is refused: spam and moderation. */
const MODERATED = new Set(['10908', '11101', '11103', '12400', '12401', '12402', '12905', '12906']);

/** `POST /openplatform/chat/send`, which answers nothing but that it worked. */
export const trovoSender: ChatSender = {
  // Not documented; the least that its chat took.
  maxCharacters: 300,
  canReply: false,
  scope: 'chat_send_self',
  resource: () => 'chat/send',
  async send({ channel, text }, _speaker, ask) {
    if (!/^\d{1,20}$/.test(channel)) throw chatNotFound();
    const reply = await ask({ method: 'POST', path: 'chat/send', json: { content: text, channel_id: channel } });
    if (reply.status === 200) return delivered(null);
    const code = textAt(reply.json, 'status');
    return code !== null && MODERATED.has(code) ? dropped(code) : refusalOf(reply, code);
  },
};
