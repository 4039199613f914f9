import { AppError } from '../../common/errors/app-error.js';
import { requestInvalid } from '../../common/errors/request.errors.js';
import type { BotPlatform } from '../../common/platforms.js';
import type { PlatformFailure } from './platform-adapter.js';
import type { FlagVerdict } from './providers.types.js';

export const providerNotConfigured = (platform: BotPlatform): AppError =>
  new AppError('provider_not_configured', {
    detail: `A system admin sets it under PUT /v1/admin/providers/${platform}, or the environment holds it.`,
    members: { platform },
  });

export const platformOff = (platform: BotPlatform): AppError => new AppError('platform_off', { members: { platform } });

export const platformBlocksNew = (platform: BotPlatform): AppError =>
  new AppError('platform_blocks_new', { members: { platform } });

/** Nothing for `allowed`, the refusal of whoever wants to connect something new otherwise. */
export function refusalOfNew(platform: BotPlatform, verdict: FlagVerdict): AppError | null {
  if (verdict === 'allowed') return null;
  return verdict === 'stopped' ? platformOff(platform) : platformBlocksNew(platform);
}

/** What a caller is told of a platform call that failed: nothing of what the platform wrote. */
export function platformError(failure: PlatformFailure): AppError {
  const { platform, kind, reason } = failure;
  const options = { members: { platform }, cause: failure };
  if (reason === 'no_channel') return new AppError('platform_channel_missing', options);
  switch (kind) {
    case 'transient':
    case 'lost':
    case 'throttled':
      return new AppError('platform_unavailable', { ...options, headers: retryHeaders(failure.retryAfter) });
    case 'config': {
      const detail = 'It does not accept the application that is configured for it; a system admin must look.';
      return new AppError('platform_refused', { ...options, detail });
    }
    case 'dead':
    case 'refused':
      return new AppError('platform_refused', options);
  }
}

/** Replayed, expired, begun by somebody else or for something else: one answer for all. */
export const connectStateInvalid = (): AppError => new AppError('connect_state_invalid');

export const connectCodeRefused = (): AppError => new AppError('connect_code_refused');

export const connectDenied = (): AppError => new AppError('connect_denied');

const retryHeaders = (seconds: number | null): Record<string, string> =>
  seconds === null ? {} : { 'retry-after': String(seconds) };

export const accountNotFound = (): AppError => new AppError('account_not_found');

export const overrideNotFound = (): AppError => new AppError('provider_override_not_found');

export const clientSecretNeeded = (): AppError =>
  requestInvalid([
    {
      path: 'client_secret',
      code: 'required',
      message: 'another client_id needs the client_secret that belongs to it',
    },
  ]);

export const clientIdNeeded = (): AppError =>
  requestInvalid([
    { path: 'client_id', code: 'required', message: 'a client_secret needs the client_id that it belongs to' },
  ]);

export const overrideEmpty = (): AppError =>
  requestInvalid([{ path: '', code: 'required', message: 'say at least one of use, bot_enabled, channel_enabled' }]);
