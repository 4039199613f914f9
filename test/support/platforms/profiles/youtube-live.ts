import { readFields, type Call } from '../call.js';
import type { Route, Shop } from '../profile.js';
import { json, type Reply } from '../reply.js';
import type { Person } from '../words.js';

const MAX_LENGTH = 200;
const BASE = '/youtube/v3';

export const youtubeError = (status: number, reason: string, message: string, word = 'PERMISSION_DENIED'): Reply =>
  json(status, { error: { code: status, message, status: word, errors: [{ domain: 'global', reason, message }] } });

/** The ids of a channel's only broadcast, which is on unless the channel is in `ChatRoom.over`. */
export const videoOf = (channel: string): string => `video-${channel.slice(2, 13)}`;
export const liveChatOf = (channel: string): string => `chat-${channel}`;

/** Broadcasts and their chats. */
export function youtubeLive(shop: Shop): Route[] {
  const live = new LiveChats(shop);
  return [
    { kind: 'api', method: 'GET', path: `${BASE}/liveBroadcasts`, answer: (call) => live.broadcasts(call) },
    { kind: 'api', method: 'GET', path: `${BASE}/videos`, answer: (call) => live.videos(call) },
    { kind: 'api', method: 'POST', path: `${BASE}/liveChat/messages`, answer: (call) => live.insert(call) },
    { kind: 'api', method: 'GET', path: `${BASE}/liveChat/messages`, answer: (call) => live.list(call) },
  ];
}

class LiveChats {
  constructor(private readonly shop: Shop) {}

  broadcasts(call: Call): Reply {
    const channel = this.actor(call)?.channel ?? null;
    if (channel === null)
      return youtubeError(403, 'liveStreamingNotEnabled', 'The user is not enabled for live streaming.');
    const items = this.shop.chat.isLive(channel)
      ? [{ id: videoOf(channel), snippet: { channelId: channel, liveChatId: liveChatOf(channel) } }]
      : [];
    return json(200, { pageInfo: { totalResults: items.length }, items });
  }

  /** A video that is over has no `activeLiveChatId`. */
  videos(call: Call): Reply {
    const ids = (call.parameters.get('id') ?? '').split(',');
    const channels = this.shop.people.all().flatMap(({ channel }) => (channel === null ? [] : [channel]));
    const items = channels
      .filter((channel) => ids.includes(videoOf(channel)))
      .map((channel) => ({
        id: videoOf(channel),
        liveStreamingDetails: this.shop.chat.isLive(channel) ? { activeLiveChatId: liveChatOf(channel) } : {},
      }));
    return json(200, { pageInfo: { totalResults: items.length }, items });
  }

  async insert(call: Call): Promise<Reply> {
    const read = await readFields(call);
    const [chat, text] = [read('snippet', 'liveChatId'), read('snippet', 'textMessageDetails', 'messageText')];
    if (chat === null) return bad('liveChatIdRequired');
    if (read('snippet', 'type') !== 'textMessageEvent') return bad('typeRequired');
    if (text === null || text === '') return bad('messageTextRequired');
    if ([...text].length > MAX_LENGTH) return bad('messageTextInvalid');
    const drop = this.shop.chat.takeDrop();
    if (drop) return youtubeError(403, drop.code, drop.message);
    const channel = this.channelOf(chat);
    if (channel === null) return youtubeError(404, 'liveChatNotFound', 'The live chat was not found.', 'NOT_FOUND');
    if (!this.shop.chat.isLive(channel)) return youtubeError(403, 'liveChatEnded', 'The live chat is no longer live.');
    const said = this.shop.chat.say({ channel: chat, sender: this.actor(call)?.login ?? '', text, replyTo: null });
    const snippet = { type: 'textMessageEvent', liveChatId: chat, textMessageDetails: { messageText: text } };
    return json(200, { kind: 'youtube#liveChatMessage', id: said.id, snippet });
  }

  list(call: Call): Reply {
    const chat = call.parameters.get('liveChatId') ?? '';
    if (this.channelOf(chat) === null)
      return youtubeError(404, 'liveChatNotFound', 'The live chat was not found.', 'NOT_FOUND');
    const heard = this.shop.chat.messages.filter(({ channel }) => channel === chat);
    const from = Number(call.parameters.get('pageToken') ?? '0');
    const items = heard.slice(from).map(({ id, text, sender }) => ({
      id,
      snippet: { type: 'textMessageEvent', liveChatId: chat, displayMessage: text },
      authorDetails: { displayName: sender },
    }));
    return json(200, { nextPageToken: String(heard.length), pollingIntervalMillis: 5000, items });
  }

  private actor(call: Call): Person | null {
    const person = this.shop.grants.access(call.token ?? '')?.family.person;
    return person ? this.shop.people.current(person) : null;
  }

  private channelOf(chat: string): string | null {
    return (
      this.shop.people.all().find(({ channel }) => channel !== null && liveChatOf(channel) === chat)?.channel ?? null
    );
  }
}

const bad = (reason: string): Reply => youtubeError(400, reason, reason, 'INVALID_ARGUMENT');
