import { AppError } from '../errors/app-error.js';
import type { Permission } from './permissions.js';
import { SIGN_IN_PLATFORMS, type LinkPlatform } from '../platforms.js';
import type { ServiceScope } from './principal.js';
import type { TokenPermission } from './token-permissions.js';

/** RFC 6750 section 3. One challenge for every failure, so that nothing can be probed. */
const CHALLENGE = { 'www-authenticate': 'Bearer realm="understudy"' };

export const credentialsMissing = (): AppError => new AppError('credentials_missing', { headers: CHALLENGE });

/** Unknown, malformed, expired, revoked, disabled: one answer for all. */
export const credentialsRejected = (): AppError => new AppError('credentials_rejected', { headers: CHALLENGE });

export const credentialsConflict = (): AppError =>
  new AppError('credentials_conflict', { detail: 'Send either Authorization or X-Bot-API-Key.' });

export const headerRepeated = (name: string): AppError =>
  new AppError('header_repeated', { detail: `Send ${name} once.` });

export const accessUndeclared = (): AppError => new AppError('access_undeclared');

export const scopeMissing = (scope: ServiceScope | TokenPermission): AppError =>
  new AppError('scope_missing', { detail: `This needs the scope ${scope}.`, members: { scope } });

export const tokenNotAllowed = (): AppError =>
  new AppError('token_not_allowed', { detail: 'No permission of an API token opens this route; sign in instead.' });

export const botUsersDisabled = (): AppError => new AppError('bot_users_disabled');

export const permissionMissing = (permission: Permission): AppError =>
  new AppError('permission_missing', { detail: `This needs the permission ${permission}.`, members: { permission } });

export const platformNotAllowed = (platform: string): AppError =>
  new AppError('platform_not_allowed', { detail: `This key may not use ${platform}.`, members: { platform } });

/** @param platforms where nobody can sign in, for there is no sign-in or none is set up; empty = the key is for every platform */
export const proofModeUnavailable = (platforms: readonly LinkPlatform[]): AppError =>
  new AppError('proof_mode_unavailable', {
    detail:
      platforms.length === 0
        ? `The proof mode platform needs a key that is limited to platforms where people can sign in (${SIGN_IN_PLATFORMS.join(', ')}).`
        : `Nobody can sign in at ${platforms.join(', ')}. Set LINK_SIGN_IN_<PLATFORM>_CLIENT_ID and _CLIENT_SECRET ` +
          `(${SIGN_IN_PLATFORMS.join(', ')}), or use the proof mode code.`,
    members: { platforms },
  });

export const humanRequired = (): AppError => new AppError('human_required');

export const systemAdminRequired = (): AppError => new AppError('system_admin_required');
