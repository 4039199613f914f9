import type { Call } from '../call.js';
import { readFields } from '../call.js';
import type { Shop } from '../profile.js';
import { json, type Reply } from '../reply.js';
import type { Drop } from '../words.js';

const MAX_LENGTH = 500;
const DUPLICATE: Drop = { code: 'msg_duplicate', message: 'duplicate' };

const refuse = (status: number, error: string, message: string): Reply => json(status, { error, status, message });

/** Answers 200 also for what is not shown: `is_sent` says so. The same text twice in a row in a channel is not shown. */
export async function twitchChat(shop: Shop, call: Call): Promise<Reply> {
  const token = shop.grants.access(call.token ?? '');
  if (!token?.family.scopes.includes('user:write:chat')) {
    return refuse(401, 'Unauthorized', 'Missing scope: user:write:chat');
  }
  const read = await readFields(call);
  const [channel, sender, text] = [read('broadcaster_id'), read('sender_id'), read('message')];
  if (channel === null || !/^\d+$/.test(channel)) {
    return refuse(400, 'Bad Request', 'The parameter "broadcaster_id" was malformed: the value must be a number');
  }
  if (text === null || text === '') return refuse(400, 'Bad Request', 'Missing required parameter "message"');
  if (read('for_source_only') !== null) {
    return refuse(400, 'Bad Request', 'for_source_only may only be used with an app access token');
  }
  if (sender !== token.family.person.id) {
    return refuse(401, 'Unauthorized', 'The ID in sender_id must match the user ID found in the access token');
  }
  if ([...text].length > MAX_LENGTH) return refuse(422, 'Unprocessable Entity', 'The message is too large');
  const { login } = token.family.person;
  const before = shop.chat.messages.findLast((one) => one.channel === channel && one.sender === login);
  const drop = shop.chat.takeDrop() ?? (before?.text === text ? DUPLICATE : null);
  if (drop) return json(200, { data: [{ message_id: '', is_sent: false, drop_reason: drop }] });
  const said = shop.chat.say({ channel, sender: login, text, replyTo: read('reply_parent_message_id') });
  return json(200, { data: [{ message_id: said.id, is_sent: true, drop_reason: null }] });
}
