/** SQLSTATE classes and codes (PostgreSQL manual, appendix A) that say "try again soon", not "your request is wrong". */
const OUTAGE_STATES = [/^08/, /^57/, /^53/, /^55P03$/, /^25006$/, /^25P03$/, /^58/];
const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EAI_AGAIN',
]);
const CLIENT_MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|Query read timeout|pool after calling end|Cannot use a pool|Driver not Connected|server closed the connection|terminating connection/i;

/** What TypeORM says of a transaction whose connection broke between two of its statements. */
const BROKEN_TRANSACTION = new Set(['QueryRunnerAlreadyReleasedError', 'QueryRunnerProviderAlreadyReleasedError']);

/** Did this fail because the database is away, starting, stopping, read-only or out of room? */
export function isDatabaseOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  if (driverError !== undefined && driverError !== error && isDatabaseOutage(driverError)) return true;
  if (error instanceof AggregateError) return error.errors.some(isDatabaseOutage);
  if (CLIENT_MESSAGES.test(error.message) || BROKEN_TRANSACTION.has(error.name)) return true;
  if (typeof code !== 'string') return false;
  if (SOCKET_CODES.has(code)) return true;
  return 'severity' in error && OUTAGE_STATES.some((state) => state.test(code));
}

/** Serialization failure or deadlock: the transaction had no effect and may simply run again. */
export function isRetryable(error: unknown): boolean {
  const code = (error as { code?: unknown; driverError?: { code?: unknown } } | null)?.code;
  return code === '40001' || code === '40P01';
}

/** The constraint that refused a write (unique, check or foreign key), by name; `null` for any other failure. */
export function violatedConstraint(error: unknown): string | null {
  const { code, constraint } = (error ?? {}) as { code?: unknown; constraint?: unknown };
  return typeof code === 'string' && code.startsWith('23') && typeof constraint === 'string' ? constraint : null;
}

/** Does this speak of what was to be written (data exceptions and broken constraints), and not of the database? The same will fail again. */
export function refusesData(error: unknown): error is Error {
  if (!(error instanceof Error) || !('severity' in error)) return false;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^2[23]/.test(code);
}
