import { AppError } from '../../common/errors/app-error.js';
import type { ErrorCode } from '../../common/errors/catalogue.js';
import type { BotPlatform } from '../../common/platforms.js';

/** The same whether there is no such bot, or one that this caller may not use. */
export const botNotFound = (): AppError => new AppError('bot_not_found');

export const actorNotConnected = (platform: BotPlatform): AppError =>
  new AppError('actor_not_connected', { members: { platform } });

export const missingScope = (scope: string): AppError =>
  new AppError('missing_scope', { detail: `Connect it again and grant ${scope}.`, members: { scope } });

export const onBehalfOfInvalid = (detail: string): AppError => new AppError('on_behalf_of_invalid', { detail });

export const pathRefused = (): AppError => new AppError('passthrough_path_refused');

export const callNotAllowed = (): AppError => new AppError('passthrough_not_allowed');

/** The rest of a body that is too large is not read. */
export const requestTooLarge = (limit: number): AppError =>
  new AppError('request_too_large', {
    detail: `Bodies of more than ${limit} bytes are not relayed.`,
    headers: { connection: 'close' },
  });

/** @param reason the code that renewing the credential ended with */
export const credentialRefused = (platformStatus: number, reason?: ErrorCode): AppError =>
  new AppError('platform_refused_credential', {
    members: { platform_status: platformStatus, ...(reason === undefined ? {} : { reason }) },
  });

/** @param cause the error of the connection, which tells whether anything was sent */
export const platformUnreachable = (cause: unknown): AppError => new AppError('platform_unreachable', { cause });

/** @param platformStatus what it answered with instead of doing what it was asked */
export const platformFailed = (platformStatus: number): AppError =>
  new AppError('platform_unreachable', { members: { platform_status: platformStatus } });

export const platformTooSlow = (cause: unknown): AppError => new AppError('platform_too_slow', { cause });

/** @param seconds until a call may be tried again */
export const platformBusy = (seconds: number): AppError =>
  new AppError('platform_busy', { headers: { 'retry-after': String(Math.max(1, Math.ceil(seconds))) } });

export const messageTooLong = (limit: number): AppError =>
  new AppError('message_too_long', { detail: `It takes ${limit} characters; see \`split\`.`, members: { limit } });

export const messageRefused = (platformStatus: number): AppError =>
  new AppError('message_refused', { members: { platform_status: platformStatus } });

export const chatNotFound = (): AppError => new AppError('chat_not_found');

export const messageOutcomeUnknown = (): AppError => new AppError('message_outcome_unknown');

/** What any call as somebody may be refused with. */
export const ACTING_REFUSALS = [
  'permission_missing',
  'scope_missing',
  'account_not_found',
  'on_behalf_of_invalid',
  'bot_not_found',
  'actor_not_connected',
  'bot_needs_reauth',
  'bot_disabled',
  'bot_users_disabled',
  'bot_not_connected',
  'platform_off',
  'provider_not_configured',
  'credential_unavailable',
  'passthrough_not_allowed',
  'platform_busy',
  'platform_refused_credential',
  'platform_unreachable',
  'platform_too_slow',
] as const satisfies readonly ErrorCode[];
