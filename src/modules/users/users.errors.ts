import { AppError } from '../../common/errors/app-error.js';
import { requestInvalid } from '../../common/errors/request.errors.js';
import { HUMAN_USERNAME_RULE } from './users.rules.js';

export const userNotFound = (): AppError => new AppError('user_not_found');

export const emailTaken = (cause?: unknown): AppError => new AppError('email_taken', { cause });

export const usernameTaken = (cause?: unknown): AppError => new AppError('username_taken', { cause });

export const lastSystemAdmin = (): AppError => new AppError('last_system_admin');

export const usernamePrefixReserved = (): AppError =>
  new AppError('username_prefix_reserved', {
    members: {
      errors: [{ path: 'username', code: 'username_prefix_reserved', message: 'username must not begin with bot-' }],
    },
  });

export const botNotFound = (): AppError => new AppError('bot_not_found');

export const botNotOwned = (): AppError => new AppError('bot_not_owned');

export const botPrefixRequired = (): AppError =>
  new AppError('bot_username_prefix_required', {
    members: {
      errors: [{ path: 'username', code: 'bot_username_prefix_required', message: 'username must begin with bot-' }],
    },
  });

export const botUsernameInvalid = (): AppError =>
  requestInvalid([
    { path: 'username', code: 'matches', message: 'username must be bot- and then 1-60 of a-z 0-9 _ . -' },
  ]);

export const usernameInvalid = (): AppError =>
  requestInvalid([
    {
      path: 'username',
      code: 'matches',
      message: `username must be ${HUMAN_USERNAME_RULE}`,
    },
  ]);

export const nameInvalid = (): AppError =>
  requestInvalid([{ path: 'name', code: 'is_length', message: 'name must have 1-120 visible characters' }]);

export const botCannotBeAdmin = (): AppError =>
  requestInvalid([{ path: 'is_system_admin', code: 'human_required', message: 'a bot cannot be a system admin' }]);
