import type { BotPlatform } from '../../../common/platforms.js';
import { discordSender } from './discord-sender.js';
import { kickSender } from './kick-sender.js';
import type { ChatSender } from './message.types.js';
import { trovoSender } from './trovo-sender.js';
import { twitchSender } from './twitch-sender.js';
import { youtubeSender } from './youtube-sender.js';

export const SENDERS: Readonly<Record<BotPlatform, ChatSender>> = {
  twitch: twitchSender,
  youtube: youtubeSender,
  kick: kickSender,
  trovo: trovoSender,
  discord: discordSender,
};
