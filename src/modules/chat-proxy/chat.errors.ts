import { AppError } from '../../common/errors/app-error.js';
import { requestInvalid } from '../../common/errors/request.errors.js';

const retryAfter = (seconds: number): { readonly headers: Readonly<Record<string, string>> } => ({
  headers: { 'retry-after': String(seconds) },
});

export const userHasNoLinks = (): AppError => new AppError('user_has_no_links');

export const userDisabled = (): AppError => new AppError('user_disabled');

export const identityFormNotAllowed = (): AppError => new AppError('identity_form_not_allowed');

/** Nobody can say who is meant by both, or by neither. */
export const identityUnclear = (): AppError =>
  requestInvalid([
    {
      path: 'user_id',
      code: 'identity_unclear',
      message: 'send either user_id, or platform and platform_user_id',
    },
  ]);

export const sessionNotFound = (): AppError => new AppError('chat_session_not_found');

export const turnNotFound = (): AppError => new AppError('chat_turn_not_found');

export const sessionBusy = (): AppError => new AppError('chat_session_busy', retryAfter(5));

export const queueFull = (): AppError => new AppError('chat_queue_full', retryAfter(10));

export const tooManyTurns = (): AppError => new AppError('chat_too_many_turns', retryAfter(10));

/** @param seconds until the next day begins (UTC) */
export const budgetUsed = (seconds: number): AppError => new AppError('chat_budget_used', retryAfter(seconds));

export const tooManyStreams = (): AppError => new AppError('chat_too_many_streams', retryAfter(5));

export const chatUnavailable = (): AppError => new AppError('chat_unavailable', retryAfter(5));

export const keyReused = (): AppError => new AppError('idempotency_key_reused');
