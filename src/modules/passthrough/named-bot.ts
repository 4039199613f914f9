import { readOnBehalfOf } from './on-behalf-of.rules.js';
import { onBehalfOfInvalid } from './passthrough.errors.js';

/**
 * The bot that a request names, or null.
 *
 * @throws AppError on_behalf_of_invalid
 */
export function namedBot(rawHeaders: readonly string[]): string | null {
  const read = readOnBehalfOf(rawHeaders);
  if (read.kind === 'invalid') throw onBehalfOfInvalid(read.because);
  return read.kind === 'named' ? read.name : null;
}
