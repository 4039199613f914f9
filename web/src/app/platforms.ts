import type { Schemas } from '../api/client';

export type LinkPlatform = Schemas['PlatformLinkDto']['platform'];

const NAMES: Readonly<Record<LinkPlatform, string>> = {
  DISCORD: 'Discord',
  TELEGRAM: 'Telegram',
  SLACK: 'Slack',
  TEAMS: 'Microsoft Teams',
  WHATSAPP: 'WhatsApp',
  GITHUB: 'GitHub',
  LINEAR: 'Linear',
};

export const LINK_PLATFORMS = Object.keys(NAMES).filter((name): name is LinkPlatform => name in NAMES);

export type BotPlatform = Schemas['BotConnectionDto']['platform'];

const BOT_NAMES: Readonly<Record<BotPlatform, string>> = {
  twitch: 'Twitch',
  youtube: 'YouTube',
  kick: 'Kick',
  trovo: 'Trovo',
  discord: 'Discord',
};

/** Where bots and channels are connected. */
export const BOT_PLATFORMS = Object.keys(BOT_NAMES).filter((name): name is BotPlatform => name in BOT_NAMES);

export const botPlatformName = (platform: BotPlatform): string => BOT_NAMES[platform];

export const platformName = (platform: LinkPlatform): string => NAMES[platform];
