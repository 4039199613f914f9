import type { FieldProblem } from '../../common/errors/app-error.js';

/** One secret that was found in a public place, as secret-scanning programmes tell of it. */
export interface ReportedLeak {
  readonly token: string;
  readonly type: string;
  readonly url: string;
  readonly source: string;
}

export const MAX_LEAKS = 500;
const LONGEST = 2_000;

export type ReadLeaks =
  | { readonly leaks: readonly ReportedLeak[]; readonly problems?: undefined }
  | { readonly problems: readonly FieldProblem[] };

/** Reads the payload of a programme. Fields that we do not know are left alone: it is their format, and it grows. */
export function readLeaks(body: unknown): ReadLeaks {
  if (!Array.isArray(body) || body.length === 0 || body.length > MAX_LEAKS) {
    return { problems: [{ path: '', code: 'is_array', message: `the body must be a list of 1-${MAX_LEAKS} leaks` }] };
  }
  const items = body as readonly unknown[];
  const problems = items.flatMap((item, i) =>
    isReport(item)
      ? []
      : [{ path: String(i), code: 'is_leak', message: `${i} must be an object with a text \`token\`` }],
  );
  return problems.length > 0 ? { problems } : { leaks: items.filter(isReport).map(leakOf) };
}

interface Report {
  readonly token: string;
  readonly type?: unknown;
  readonly url?: unknown;
  readonly source?: unknown;
}

const isReport = (item: unknown): item is Report =>
  typeof item === 'object' && item !== null && typeof (item as { token?: unknown }).token === 'string';

/** What is kept of a report never holds the secret, wherever the programme put it. */
function leakOf({ token, type, url, source }: Report): ReportedLeak {
  const text = (value: unknown): string => {
    if (typeof value !== 'string') return '';
    return (token === '' ? value : value.replaceAll(token, '…')).slice(0, LONGEST).toWellFormed();
  };
  return { token, type: text(type), url: text(url), source: text(source) };
}

export type LeakAction = 'revoked' | 'flagged' | 'none';

/**
 * @param live does the secret still open anything?
 * @param signed is it sure who reports?
 */
export function decideLeak(live: boolean, signed: boolean, policy: 'revoke' | 'flag'): LeakAction {
  if (!live) return 'none';
  return signed && policy === 'revoke' ? 'revoked' : 'flagged';
}
