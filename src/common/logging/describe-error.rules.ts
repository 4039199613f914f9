/** What of an error may reach a log. */
export interface DescribedError {
  readonly type: string;
  readonly message?: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly stack?: string;
  readonly cause?: DescribedError;
}

/** Our secrets, JWTs, `user:password@` in addresses, and 43-digit link tokens. */
const SECRETS = /us_(?:svc|sys|pat|bot)_[0-9A-Za-z_]+|eyJ[\w-]+\.[\w-]+\.[\w-]*|(?<=:\/\/)[^\s/@]+@|\b[\w-]{43}\b/g;

/**
 * An error without what people sent: PostgreSQL and TypeORM quote parameters and rows in their messages, so of theirs only the
 * codes and the place remain.
 */
export function describeError(error: unknown): DescribedError | undefined {
  if (error === undefined || error === null) return undefined;
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint, driverError, severity } = error as Error & Record<string, unknown>;
  const fromDatabase = driverError !== undefined || severity !== undefined;
  const inner = describeError(driverError !== undefined && driverError !== error ? driverError : error.cause);
  return {
    type: error.name,
    ...(fromDatabase ? {} : { message: error.message.replace(SECRETS, '[redacted]') }),
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    ...(error.stack ? { stack: framesOf(error.stack) } : {}),
    ...(inner ? { cause: inner } : {}),
  };
}

/** The frames alone: the first lines of a stack repeat the message. */
function framesOf(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .slice(0, 20)
    .join(' | ');
}
