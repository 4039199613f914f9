import type { AppError } from './app-error.js';

/** RFC 9457 document; `instance` is the request id. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly instance: string;
  readonly code: string;
  readonly error_code: number;
  readonly [member: string]: unknown;
}

export const PROBLEM_MEDIA_TYPE = 'application/problem+json; charset=utf-8';

export function problemOf(error: AppError, requestId: string, publicUrl: string): Problem {
  return {
    type: `${publicUrl}/v1/errors#${error.code}`,
    title: error.title,
    status: error.status,
    ...(error.detail === undefined ? {} : { detail: error.detail }),
    instance: requestId,
    code: error.code,
    error_code: error.errorCode,
    ...error.members,
  };
}
