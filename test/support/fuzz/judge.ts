import type { Contract } from '../contract.js';
import type { RawAnswer } from '../raw-http.js';
import type { Draft } from './requests.js';

/** Refusals that come before any route is known, so no operation documents them. */
const BEFORE_ROUTING = new Set([
  'route_not_found',
  'method_not_allowed',
  'request_headers_too_large',
  'request_malformed',
  'uri_too_long',
]);
const PROBLEM = '/components/schemas/Problem';

/** What is wrong with an answer, or null. */
export function judge(draft: Draft, answer: RawAnswer, contract: Contract): string | null {
  const busy = isBusy(draft, answer);
  if (answer.status >= 500 && !busy && !isNotConfigured(answer))
    return `a ${answer.status}: ${answer.body.slice(0, 200)}`;
  if (!answer.headers.has('x-request-id')) return 'no X-Request-Id';
  if (draft.method === 'HEAD') return answer.body === '' ? null : 'a body for HEAD';
  const contentType = answer.headers.get('content-type') ?? null;
  if (answer.status >= 400 && !busy && !contentType?.startsWith('application/problem+json'))
    return `${answer.status} as ${contentType}`;
  if (answer.status >= 400 && BEFORE_ROUTING.has(codeOf(answer)))
    return contract.mismatch(PROBLEM, JSON.parse(answer.body));
  const { path, method } = draft.route;
  if (draft.method !== method.toUpperCase()) return null;
  return contract.breach(path, method, { status: answer.status, contentType, body: answer.body });
}

export function codeOf({ body }: RawAnswer): string {
  try {
    return String((JSON.parse(body) as { code?: unknown }).code);
  } catch {
    return 'none';
  }
}

/** A program that says that it is busy is no failure, when it says so as documented. */
const isBusy = ({ route, method }: Draft, { status }: RawAnswer): boolean =>
  status === 503 && route.path === '/health/ready' && method === 'GET';

/** The other 503 that a healthy program answers. */
const isNotConfigured = (answer: RawAnswer): boolean => codeOf(answer) === 'bot_api_key_not_configured';
