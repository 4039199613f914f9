import { AppError } from '../../common/errors/app-error.js';
import { requestInvalid } from '../../common/errors/request.errors.js';

export const keyNotFound = (): AppError => new AppError('key_not_found');

export const botApiKeyNotConfigured = (): AppError =>
  new AppError('bot_api_key_not_configured', {
    detail: 'A system admin creates one under POST /v1/admin/service-keys, or PLATFORM_BOT_API_KEY holds one.',
  });

export const expiryPast = (): AppError =>
  requestInvalid([{ path: 'expires_at', code: 'in_the_past', message: 'expires_at must lie in the future' }]);
