import { AppError } from '../../common/errors/app-error.js';

export const registrationDisabled = (): AppError => new AppError('registration_disabled');

export const accountIsBot = (): AppError => new AppError('account_is_bot');

export const currentPasswordWrong = (): AppError => new AppError('current_password_wrong');

export const csrfRefused = (): AppError => new AppError('csrf_refused');

export const refreshTokenTwice = (): AppError =>
  new AppError('credentials_conflict', { detail: 'Send the refresh token in the body or in the cookie, not in both.' });

export const passwordTooCommon = (): AppError =>
  new AppError('password_too_common', {
    members: {
      errors: [
        {
          path: 'password',
          code: 'password_too_common',
          message: 'password is a common one, a sequence, or made of your names; three unrelated words are better',
        },
      ],
    },
  });

export const identityProviderUnavailable = (cause?: unknown): AppError =>
  new AppError('identity_provider_unavailable', { cause, headers: { 'retry-after': '5' } });

export const signInMethodUnavailable = (): AppError => new AppError('sign_in_method_unavailable');

/** Unknown, spent, too old, or of another browser: one answer for all. */
export const signInExpired = (): AppError => new AppError('sign_in_expired');

export const signInRefused = (cause?: unknown): AppError => new AppError('sign_in_refused', { cause });
