import { readFields, type Call } from '../call.js';
import { digits } from '../people.js';
import type { Route, Shop } from '../profile.js';
import { json, type Reply } from '../reply.js';
import type { ChatMessage } from '../words.js';

const MAX_LENGTH = 2000;
const MAX_NONCE = 25;
const PATH = /^\/api\/v10\/channels\/([^/]+)\/messages$/;
/** Both are demanded of HTTP clients. */
const USER_AGENT = /^DiscordBot \(\S+, \S+\)/;

export function discordMessages(shop: Shop): Route[] {
  const byNonce = new Map<string, ChatMessage>();
  return [{ kind: 'api', method: 'POST', path: PATH, answer: (call) => post(shop, byNonce, call) }];
}

/** With `enforce_nonce` a repeat answers the earlier message, and shows nothing anew. */
async function post(shop: Shop, byNonce: Map<string, ChatMessage>, call: Call): Promise<Reply> {
  const channel = PATH.exec(call.path)?.[1] ?? '';
  const read = await readFields(call);
  const [text, nonce] = [read('content') ?? '', read('nonce')];
  const refusal = refusalOf(call, channel, text, nonce ?? '');
  if (refusal) return refusal;
  const sender = call.actedAs ?? '';
  const key = `${sender} ${channel} ${nonce}`;
  const earlier = nonce === null ? undefined : byNonce.get(key);
  if (earlier && (await enforces(call))) return json(200, described(earlier, nonce));
  const drop = shop.chat.takeDrop();
  if (drop) return json(403, { message: drop.message, code: Number(drop.code) || 50013 });
  const replyTo = read('message_reference', 'message_id');
  const said = shop.chat.say({ id: digits(19), channel, sender, text, replyTo });
  if (nonce !== null) byNonce.set(key, said);
  return json(200, described(said, nonce));
}

function refusalOf(call: Call, channel: string, text: string, nonce: string): Reply | null {
  if (!USER_AGENT.test(call.header('user-agent') ?? '')) {
    return json(403, { message: 'internal network error', code: 40333 });
  }
  if (!/^\d{17,20}$/.test(channel)) {
    return invalid('channel_id', 'NUMBER_TYPE_COERCE', `Value "${channel}" is not snowflake.`);
  }
  if (text === '') return json(400, { message: 'Cannot send an empty message', code: 50006 });
  if ([...text].length > MAX_LENGTH) {
    return invalid('content', 'BASE_TYPE_MAX_LENGTH', `Must be ${MAX_LENGTH} or fewer in length.`);
  }
  if (nonce.length > MAX_NONCE)
    return invalid('nonce', 'BASE_TYPE_MAX_LENGTH', `Must be ${MAX_NONCE} or fewer in length.`);
  return null;
}

const enforces = async (call: Call): Promise<boolean> =>
  /"enforce_nonce"\s*:\s*true/.test((await call.read()).toString());

const described = ({ id, channel, text, sender }: ChatMessage, nonce: string | null): Record<string, unknown> => ({
  id,
  channel_id: channel,
  content: text,
  author: { username: sender, bot: true },
  ...(nonce === null ? {} : { nonce }),
});

const invalid = (name: string, code: string, message: string): Reply =>
  json(400, { message: 'Invalid Form Body', code: 50035, errors: { [name]: { _errors: [{ code, message }] } } });
