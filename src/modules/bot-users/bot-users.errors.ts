import { AppError } from '../../common/errors/app-error.js';
import { requestInvalid } from '../../common/errors/request.errors.js';

export const transferNotFound = (): AppError => new AppError('bot_transfer_not_found');

export const transferPending = (): AppError => new AppError('bot_transfer_pending');

export const cannotMakeBotOwner = (): AppError => new AppError('cannot_make_bot_owner');

export const newOwnerUnknown = (): AppError => new AppError('user_not_found');

export const newOwnerIsOwner = (): AppError =>
  requestInvalid([{ path: 'new_owner', code: 'is_owner', message: 'new_owner owns the bot already' }]);
