import type { AppError } from '../../../common/errors/app-error.js';
import { PlatformFailure } from '../platform-adapter.js';
import { connectCodeRefused, connectStateInvalid, platformError } from '../providers.errors.js';
import { ConnectRefused } from './code-flow.js';

/** When a code is exchanged. */
export function asCodeRefusal(failure: unknown): never {
  if (failure instanceof ConnectRefused) throw connectStateInvalid();
  throw whyRefused(failure, connectCodeRefused);
}

/** When the platform is asked whom a token speaks as that it gave a moment ago. */
export function asIdentityRefusal(failure: unknown): never {
  throw whyRefused(failure, null);
}

/** @param refused what it means that the platform says no to what we sent; all else is its own trouble, or the operator's */
export function whyRefused(failure: unknown, refused: (() => AppError) | null): unknown {
  if (!(failure instanceof PlatformFailure)) return failure;
  const said = failure.kind === 'dead' || failure.kind === 'refused';
  return said && refused && failure.reason === null ? refused() : platformError(failure);
}
