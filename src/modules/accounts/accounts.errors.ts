import { permissionMissing } from '../../common/access/access.errors.js';
import { AppError } from '../../common/errors/app-error.js';
import { requestInvalid } from '../../common/errors/request.errors.js';
import type { MemberVerdict } from './accounts.rules.js';

export const accountNotFound = (): AppError => new AppError('account_not_found');

export const personalAccount = (): AppError => new AppError('personal_account');

export const ownerRequired = (): AppError => new AppError('owner_required');

/** @param accountIds accounts of which this is the only owner, beside other members */
export const lastOwnerOf = (accountIds: readonly string[]): AppError =>
  new AppError('last_owner', {
    detail: 'Make somebody else an owner of the accounts named, or delete them, first.',
    members: { account_ids: accountIds },
  });

export const userUnknown = (): AppError => new AppError('user_not_found');

export const accountNameInvalid = (): AppError =>
  requestInvalid([{ path: 'name', code: 'is_length', message: 'name must have 1-120 visible characters' }]);

export const accountIdInvalid = (path: string): AppError =>
  requestInvalid([{ path, code: 'is_uuid', message: `${path} must be a UUID` }]);

export function memberChangeRefused(verdict: Exclude<MemberVerdict, 'accepted'>): AppError {
  return verdict === 'permission_missing' ? permissionMissing('members:manage') : new AppError(verdict);
}
