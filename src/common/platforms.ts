/** Chat platforms whose identities can be linked (the contract's list, exactly). */
export const LINK_PLATFORMS = ['DISCORD', 'TELEGRAM', 'SLACK', 'TEAMS', 'WHATSAPP', 'GITHUB', 'LINEAR'] as const;
export type LinkPlatform = (typeof LINK_PLATFORMS)[number];
