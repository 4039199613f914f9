import { CATALOGUE, type ErrorCode } from './catalogue.js';

export interface FieldProblem {
  /** Dotted path into the body, query or path, e.g. `identities.3.platform`. */
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

export interface AppErrorOptions {
  readonly detail?: string;
  /** Extra members of the problem document, already in snake_case. Never a secret. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** A refusal from the catalogue. Thrown by services, guards and pipes; answered by the one problem filter. */
export class AppError extends Error {
  readonly status: number;
  readonly errorCode: number;
  readonly title: string;
  readonly detail: string | undefined;
  readonly members: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: ErrorCode,
    options: AppErrorOptions = {},
  ) {
    super(code, { cause: options.cause });
    const entry = CATALOGUE[code];
    this.status = entry.status;
    this.errorCode = entry.errorCode;
    this.title = entry.title;
    this.detail = options.detail;
    this.members = options.members ?? {};
    this.headers = options.headers ?? {};
  }
}
