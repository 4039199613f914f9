import type { AppError } from '../errors/app-error.js';
import { toAppError } from '../errors/translate.js';
import type { AppLogger } from './logger.js';

/** What somebody at a browser is told of a failure on a page; what nobody foresaw is logged, as it is for everybody else. */
export function refusalOf(failure: unknown, requestId: string, logger: AppLogger): AppError {
  const refusal = toAppError(failure);
  if (refusal.code === 'unexpected') logger.error({ req_id: requestId, err: refusal.cause }, refusal.code);
  return refusal;
}
