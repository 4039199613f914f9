import type { components } from './generated/openapi.js';

type Problem = components['schemas']['Problem'];

/** Everything that this package throws. */
export class UnderstudyError extends Error {
  override readonly name: string = 'UnderstudyError';
}

/** Nobody answered, however often we asked. */
export class Unreachable extends UnderstudyError {
  override readonly name = 'Unreachable';
}

/** Understudy answered, and said no. Switch on `code`: it is stable, and listed at `GET /v1/errors`. */
export class Refused extends UnderstudyError {
  override readonly name = 'Refused';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: {
      readonly errorCode: number | null;
      readonly requestId: string | null;
      /** Milliseconds to wait before trying again; null = Understudy named no time. */
      readonly retryAfterMs: number | null;
    },
  ) {
    super(message);
  }

  /** Reads what a failed response says. What is no problem document, as of a proxy in between, gets the code `http_<status>`. */
  static async from(response: Response): Promise<Refused> {
    const problem = await readProblem(response);
    const { title, detail, code, error_code: errorCode } = problem;
    return new Refused(response.status, code ?? `http_${response.status}`, detail ?? title ?? response.statusText, {
      errorCode: errorCode ?? null,
      requestId: problem.instance ?? response.headers.get('x-request-id'),
      retryAfterMs: retryAfterOf(response),
    });
  }
}

/** The assistant's answer ended in failure. What it said before stays said; `message` is for people. */
export class TurnFailed extends UnderstudyError {
  override readonly name = 'TurnFailed';

  constructor(
    readonly code: string,
    readonly retryable: boolean,
    message: string,
  ) {
    super(message);
  }
}

/** The answer was cancelled, by us or by somebody else. */
export class TurnCancelled extends UnderstudyError {
  override readonly name = 'TurnCancelled';
}

/** The answer stopped without an end, and its rest could not be fetched. */
export class ReplyBroken extends UnderstudyError {
  override readonly name = 'ReplyBroken';
}

/** The link was not confirmed in time. */
export class LinkExpired extends UnderstudyError {
  override readonly name = 'LinkExpired';
}

async function readProblem(response: Response): Promise<Partial<Problem>> {
  const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
  try {
    if (isJson) return (await response.json()) as Partial<Problem>;
    await response.body?.cancel();
  } catch {
    // The connection went away in the middle of the refusal; its status is what we know.
  }
  return {};
}

/** Milliseconds; understands seconds, which is what Understudy sends. */
function retryAfterOf(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') || Number.NaN);
  return seconds >= 0 ? seconds * 1000 : null;
}
