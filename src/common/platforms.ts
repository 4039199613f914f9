/** Chat platforms whose identities can be linked (the contract's list, exactly). */
export const LINK_PLATFORMS = ['DISCORD', 'TELEGRAM', 'SLACK', 'TEAMS', 'WHATSAPP', 'GITHUB', 'LINEAR'] as const;
export type LinkPlatform = (typeof LINK_PLATFORMS)[number];

/** Platforms on which bots and channels are connected (the contract's list, exactly). */
export const BOT_PLATFORMS = ['twitch', 'youtube', 'kick', 'trovo', 'discord'] as const;
export type BotPlatform = (typeof BOT_PLATFORMS)[number];
