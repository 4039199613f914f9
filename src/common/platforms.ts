/** Chat platforms whose identities can be linked (the contract's list, exactly). */
export const LINK_PLATFORMS = ['DISCORD', 'TELEGRAM', 'SLACK', 'TEAMS', 'WHATSAPP', 'GITHUB', 'LINEAR'] as const;
export type LinkPlatform = (typeof LINK_PLATFORMS)[number];

/** Those of them where a person can sign in, so that the platform says who they are. */
export const SIGN_IN_PLATFORMS = ['DISCORD', 'SLACK', 'GITHUB', 'LINEAR'] as const satisfies readonly LinkPlatform[];
export type SignInPlatform = (typeof SIGN_IN_PLATFORMS)[number];

/** Platforms on which bots and channels are connected (the contract's list, exactly). */
export const BOT_PLATFORMS = ['twitch', 'youtube', 'kick', 'trovo', 'discord'] as const;
export type BotPlatform = (typeof BOT_PLATFORMS)[number];
