import { AppError } from '../../common/errors/app-error.js';
import { requestInvalid } from '../../common/errors/request.errors.js';
import { MAX_LIVE_TOKENS } from './api-token.rules.js';

export const apiTokenNotFound = (): AppError => new AppError('api_token_not_found');

export const tooManyApiTokens = (): AppError =>
  new AppError('too_many_api_tokens', { members: { limit: MAX_LIVE_TOKENS } });

export const accountNotFound = (): AppError => new AppError('account_not_found');

export const leakReportNotSigned = (): AppError => new AppError('leak_report_not_signed');

/** @param days the longest life of a token */
export const expiryTooLate = (days: number): AppError =>
  requestInvalid([
    { path: 'expires_at', code: 'too_late', message: `expires_at must lie within ${days} days from now` },
  ]);

export const titleInvalid = (): AppError =>
  requestInvalid([{ path: 'title', code: 'is_length', message: 'title must have 1-120 visible characters' }]);
