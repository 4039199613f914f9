import { chatNotFound, platformBusy } from '../passthrough.errors.js';
import type { AskPlatform, ChatSender, PlatformReply, Speaker } from './message.types.js';
import { delivered, refusalOf, textAt } from './reply.rules.js';

const QUOTA = new Set(['quotaExceeded', 'dailyLimitExceeded', 'rateLimitExceeded', 'userRateLimitExceeded']);
const NOBODY_LIVE = new Set(['liveChatEnded', 'liveChatNotFound', 'liveChatDisabled', 'liveStreamingNotEnabled']);

/** Seconds; the quota is the project's and comes back at midnight in California. */
const QUOTA_PAUSE_SECONDS = 300;

/** `POST /liveChat/messages`. The channel is the speaker's own, another one that is live, a video, or a live chat id. */
export const youtubeSender: ChatSender = {
  maxCharacters: 200,
  canReply: false,
  scope: 'https://www.googleapis.com/auth/youtube.force-ssl',
  resource: () => 'liveChat/messages',
  async send({ channel, text }, speaker, ask) {
    const liveChatId = await liveChatOf(channel, speaker, ask);
    const snippet = { liveChatId, type: 'textMessageEvent', textMessageDetails: { messageText: text } };
    const reply = await ask({ method: 'POST', path: 'liveChat/messages?part=snippet', json: { snippet } });
    if (reply.status === 200) return delivered(textAt(reply.json, 'id'));
    return refusalOf(reply, requireRoom(reply));
  },
};

/** Reading costs one unit of the project's 10,000 a day; searching for somebody else's stream has a bucket of 100 calls. */
async function liveChatOf(channel: string, { subjectId }: Speaker, ask: AskPlatform): Promise<string> {
  if (!/^[\w.@-]{1,200}$/.test(channel)) throw chatNotFound();
  if (channel === subjectId) {
    const own = 'liveBroadcasts?part=snippet&broadcastStatus=active&broadcastType=all';
    return found(await ask({ method: 'GET', path: own }), 'items', 0, 'snippet', 'liveChatId');
  }
  if (/^UC[\w-]{22}$/.test(channel)) {
    const live = `search?part=id&channelId=${channel}&eventType=live&type=video&maxResults=1`;
    return ofVideo(found(await ask({ method: 'GET', path: live }), 'items', 0, 'id', 'videoId'), ask);
  }
  // Video ids have 11 characters, live chat ids many more.
  return channel.length <= 20 ? ofVideo(channel, ask) : channel;
}

async function ofVideo(id: string, ask: AskPlatform): Promise<string> {
  const details = await ask({ method: 'GET', path: `videos?part=liveStreamingDetails&id=${encodeURIComponent(id)}` });
  return found(details, 'items', 0, 'liveStreamingDetails', 'activeLiveChatId');
}

function found(reply: PlatformReply, ...path: readonly (string | number)[]): string {
  if (reply.status !== 200) requireRoom(reply);
  const text = reply.status === 200 ? textAt(reply.json, ...path) : null;
  if (text === null) throw chatNotFound();
  return text;
}

/** @returns the reason of a refusal */
function requireRoom({ json }: PlatformReply): string | null {
  const reason = textAt(json, 'error', 'errors', 0, 'reason');
  if (reason !== null && QUOTA.has(reason)) throw platformBusy(QUOTA_PAUSE_SECONDS);
  if (reason !== null && NOBODY_LIVE.has(reason)) throw chatNotFound();
  return reason;
}
