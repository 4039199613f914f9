import type { AppError } from '../../../common/errors/app-error.js';
import { ConnectRefused, platformError, PlatformFailure } from '../../providers/index.js';
import { connectCodeRefused, connectStateInvalid, staticTokenRefused } from '../connections.errors.js';

/** When a code is exchanged. */
export function asCodeRefusal(failure: unknown): never {
  if (failure instanceof ConnectRefused) throw connectStateInvalid();
  throw refusalOf(failure, connectCodeRefused);
}

/** When the platform is asked whom a token speaks as that it gave a moment ago. */
export function asIdentityRefusal(failure: unknown): never {
  throw refusalOf(failure, null);
}

/** When a token is checked that somebody pasted. */
export function asTokenRefusal(failure: unknown): never {
  throw refusalOf(failure, staticTokenRefused);
}

/** @param refused what it means that the platform says no to what we sent; all else is its own trouble, or the operator's */
function refusalOf(failure: unknown, refused: (() => AppError) | null): unknown {
  if (!(failure instanceof PlatformFailure)) return failure;
  const said = failure.kind === 'dead' || failure.kind === 'refused';
  return said && refused && failure.reason === null ? refused() : platformError(failure);
}
