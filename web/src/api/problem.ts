export interface Refusal {
  /** 0 when there was no answer. */
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail?: string | null;
  readonly requestId?: string | null;
  /** What else the answer says of it. */
  readonly members?: Readonly<Record<string, unknown>>;
}

export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** What the program refused (RFC 9457), or that it could not be reached. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | null;
  readonly requestId: string | null;
  readonly members: Readonly<Record<string, unknown>>;

  constructor({ status, code, title, detail = null, requestId = null, members = {} }: Refusal) {
    super(title);
    this.status = status;
    this.code = code;
    this.title = title;
    this.detail = detail;
    this.requestId = requestId;
    this.members = members;
  }

  /** What is wrong with the fields of the request, in the words of the program. */
  get fieldErrors(): readonly FieldError[] {
    const { errors } = this.members;
    return Array.isArray(errors) ? errors.filter(isFieldError) : [];
  }

  fieldError(path: string): string | null {
    return this.fieldErrors.find((one) => one.path === path)?.message ?? null;
  }

  /** Seconds to wait before asking again, for 429 and 503. */
  get retryAfter(): number | null {
    return typeof this.members.retryAfter === 'number' ? this.members.retryAfter : null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isFieldError = (value: unknown): value is FieldError =>
  isRecord(value) && typeof value.path === 'string' && typeof value.message === 'string';

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  const wait = Number(response.headers.get('retry-after') ?? NaN);
  const more = Number.isFinite(wait) ? { retryAfter: wait } : {};
  return problemFrom({ ...(isRecord(body) ? body : {}), ...more }, response);
}

/** @param members of a problem document, wherever it stood in the answer */
export function problemFrom(members: Readonly<Record<string, unknown>>, { status, headers }: Response): Problem {
  return new Problem({
    status,
    code: text(members.code) ?? 'unexpected',
    title: text(members.title) ?? `The server answered ${status}`,
    detail: text(members.detail),
    requestId: headers.get('x-request-id'),
    members,
  });
}

export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof TypeError) {
    return new Problem({
      status: 0,
      code: 'unreachable',
      title: 'The server cannot be reached',
      detail: 'Check your connection and try again.',
    });
  }
  return new Problem({ status: 0, code: 'unexpected', title: 'Something went wrong in this page' });
}

/** Something that this page refuses by itself, in the same words and place. */
export const refusedHere = (title: string): Problem => new Problem({ status: 0, code: 'refused_here', title });

export const isCode = (error: unknown, code: string): boolean => error instanceof Problem && error.code === code;
