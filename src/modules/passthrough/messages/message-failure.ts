import { AppError } from '../../../common/errors/app-error.js';
import { codeOf, wasNotSent } from '../relay/failure.rules.js';

/** Could the platform have shown the message though sending it failed? Refusals came instead of it; silence and 5xx may have come behind it. */
export function mayHaveBeenSent(error: unknown): boolean {
  if (!(error instanceof AppError)) return true;
  if (error.code === 'message_outcome_unknown') return true;
  const doubtful =
    error.code === 'platform_unreachable' || error.code === 'platform_too_slow' || error.code === 'unexpected';
  return doubtful && !wasNotSent(codeOf(error.cause));
}
