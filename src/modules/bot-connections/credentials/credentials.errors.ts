import { AppError } from '../../../common/errors/app-error.js';

/** @param reason a word of ours: why the connection cannot be used until a person connects it again */
export const botNeedsReauth = (reason: string): AppError => new AppError('bot_needs_reauth', { members: { reason } });

export const botDisabled = (): AppError => new AppError('bot_disabled');

export const botNotConnected = (): AppError => new AppError('bot_not_connected');

/** @param retryIn seconds */
export const credentialUnavailable = (retryIn: number): AppError =>
  new AppError('credential_unavailable', { headers: { 'retry-after': String(Math.max(1, Math.ceil(retryIn))) } });
