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
