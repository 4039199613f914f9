import type { ErrorCode } from '../../common/errors/catalogue.js';

const OF_ACCOUNT: readonly ErrorCode[] = ['account_not_found', 'permission_missing'];
const OF_FLAGS: readonly ErrorCode[] = ['platform_off', 'platform_blocks_new'];
const OF_PLATFORM: readonly ErrorCode[] = ['platform_refused', 'platform_unavailable'];

/** What the routes of a flow refuse with, for a bot, a channel and the global bot. */
const AUTHORIZE: readonly ErrorCode[] = [...OF_FLAGS, 'provider_not_configured'];
const EXCHANGE: readonly ErrorCode[] = [
  ...AUTHORIZE,
  ...OF_PLATFORM,
  'connect_state_invalid',
  'connect_code_refused',
  'platform_channel_missing',
];
const PASTE: readonly ErrorCode[] = [...OF_FLAGS, ...OF_PLATFORM, 'static_token_refused'];

export const REFUSALS = {
  authorizeBot: [...OF_ACCOUNT, ...AUTHORIZE, 'platform_uses_static_token'],
  exchangeBot: [...OF_ACCOUNT, ...EXCHANGE, 'platform_uses_static_token', 'own_channel_as_bot'],
  pasteBot: [...OF_ACCOUNT, ...PASTE, 'own_channel_as_bot'],
  authorizeChannel: [...OF_ACCOUNT, ...AUTHORIZE, 'platform_has_no_channel'],
  exchangeChannel: [...OF_ACCOUNT, ...EXCHANGE, 'platform_has_no_channel', 'own_channel_as_bot'],
  authorizeGlobalBot: [...AUTHORIZE, 'platform_uses_static_token'],
  exchangeGlobalBot: [...EXCHANGE, 'platform_uses_static_token'],
  pasteGlobalBot: PASTE,
} as const satisfies Record<string, readonly ErrorCode[]>;
