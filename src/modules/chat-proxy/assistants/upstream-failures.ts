import { AISDKError, InvalidResponseDataError } from '@ai-sdk/provider';
import { AssistantFailure } from './assistant.js';

type FailureCode = AssistantFailure['code'];

/** What a person reads, and whether the same message may be sent again. The upstream's own words never get here. */
const FAILURES: Readonly<Record<FailureCode, { readonly retryable: boolean; readonly message: string }>> = {
  upstream_unavailable: {
    retryable: true,
    message: 'The assistant cannot be reached at the moment. Please try again.',
  },
  upstream_timeout: { retryable: true, message: 'The assistant took too long to answer. Please try again.' },
  upstream_rate_limited: { retryable: true, message: 'The assistant is busy at the moment. Please try again later.' },
  upstream_broken: { retryable: true, message: 'The answer of the assistant broke off. Please try again.' },
  upstream_refused: { retryable: false, message: 'The assistant did not accept this request.' },
};

/** What one attempt came to. `retryAfterMs`: null = the same request would fail again, or not soon enough. */
export interface FailedAttempt {
  readonly failure: AssistantFailure;
  /** HTTP status of the upstream, when it answered with one. */
  readonly status: number | null;
  readonly retryAfterMs: number | null;
}

/** Ours: whoever answers fell silent for longer than it may. */
export class UpstreamSilence extends Error {}

/** The upstream said something that is not an answer, or stopped before the end of it. */
export class UpstreamNonsense extends Error {}

/** The upstream told in the stream that it failed. */
export class UpstreamGaveUp extends Error {}

/** The upstream did not answer with 200. What else it said is for nobody. */
export class UpstreamRefusal extends Error {
  constructor(
    readonly status: number,
    readonly headers: Readonly<Record<string, string | string[] | undefined>>,
  ) {
    super(`The upstream answered ${status}`);
  }
}

/** What an error in the stream is: the AI SDK's own when it could not read something, else the upstream's. */
export function upstreamError(error: unknown): UpstreamNonsense | UpstreamGaveUp {
  return AISDKError.isInstance(error)
    ? new UpstreamNonsense('A stream that cannot be read')
    : new UpstreamGaveUp('An error in the stream');
}

export interface RetryPolicy {
  /** Milliseconds before another attempt when the upstream names none. */
  readonly backoffMs: number;
  /** An upstream that wants more than this is not waited for. */
  readonly longestRetryAfterMs: number;
}

/** A person may read this; the cause stays with us. */
export function assistantFailure(code: FailureCode): AssistantFailure {
  const { retryable, message } = FAILURES[code];
  return new AssistantFailure(code, retryable, message);
}

/** Which end a thrown attempt leads to; tells nothing of what the upstream wrote. */
export function judgeAttempt(error: unknown, policy: RetryPolicy): FailedAttempt {
  if (error instanceof UpstreamSilence) return failed('upstream_timeout', policy.backoffMs);
  if (error instanceof UpstreamNonsense || InvalidResponseDataError.isInstance(error))
    return failed('upstream_broken', null);
  if (error instanceof UpstreamGaveUp) return failed('upstream_unavailable', null);
  // Whatever else is thrown is a connection that was lost, or never there.
  if (!(error instanceof UpstreamRefusal)) return failed('upstream_unavailable', policy.backoffMs);
  const { status, headers } = error;
  const code = codeOf(status);
  if (code === 'upstream_refused') return failed(code, null, status);
  const asked = readRetryAfter(headers, Date.now());
  if (asked !== null && asked > policy.longestRetryAfterMs) return failed(code, null, status);
  return failed(code, asked ?? policy.backoffMs, status);
}

function failed(code: FailureCode, retryAfterMs: number | null, status: number | null = null): FailedAttempt {
  return { failure: assistantFailure(code), retryAfterMs, status };
}

/** Below 400 it sends us elsewhere, where we do not go. */
function codeOf(status: number): FailureCode {
  if (status < 400 || status >= 500) return 'upstream_unavailable';
  if (status === 429) return 'upstream_rate_limited';
  if (status === 408) return 'upstream_timeout';
  return 'upstream_refused';
}

/**
 * Milliseconds; RFC 9110 §10.2.3 (seconds or a date). `retry-after-ms` is what OpenAI and Azure send beside it.
 * @param now milliseconds since 1970
 */
export function readRetryAfter(headers: UpstreamRefusal['headers'], now: number): number | null {
  const exact = Number(headers['retry-after-ms'] || Number.NaN);
  if (exact >= 0) return exact;
  const [value] = [headers['retry-after']].flat();
  if (!value) return null;
  const seconds = Number(value);
  if (seconds >= 0) return seconds * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
