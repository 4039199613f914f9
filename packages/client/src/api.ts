import { Refused, Unreachable } from './errors.js';
import { Attempts, PATIENCE, type Patience } from './patience.js';

export interface UnderstudyOptions {
  /** Where Understudy is, as `https://understudy.example.org`. */
  readonly url: string;
  /** The service key (`us_svc_…`). */
  readonly key: string;
  /** Instead of the built-in fetch: for proxies, traces or tests. */
  readonly fetch?: typeof fetch;
  readonly patience?: Partial<Patience>;
}

export interface Call {
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

const PREFIX = '/v1/platform-linking';

/** Nothing was done, or it may be done again: every call of this package reads, or carries a key that makes it happen once. */
const WORTH_ANOTHER_TRY = [502, 503, 504];

/** Requests with the key of the service. */
export class Api {
  readonly patience: Patience;
  private readonly base: string;
  private readonly fetch: typeof fetch;

  constructor(private readonly options: UnderstudyOptions) {
    this.base = options.url.replace(/\/+$/, '') + PREFIX;
    this.fetch = options.fetch ?? fetch;
    this.patience = { ...PATIENCE, ...options.patience };
  }

  /** @throws Refused, Unreachable */
  async json<T>(method: string, path: string, call: Call = {}): Promise<T> {
    const response = await this.open(method, path, call);
    return (await response.json()) as T;
  }

  /**
   * Asks until somebody answers.
   * @returns a response with a good status, its body unread
   * @throws Refused, Unreachable, or the reason of the signal
   */
  async open(method: string, path: string, call: Call = {}): Promise<Response> {
    const attempts = new Attempts(this.patience);
    for (;;) {
      const outcome = await this.once(method, path, call);
      if (outcome instanceof Response) {
        if (outcome.ok) return outcome;
        const refusal = await Refused.from(outcome);
        if (!WORTH_ANOTHER_TRY.includes(outcome.status)) throw refusal;
        if (!(await attempts.again(refusal.details.retryAfterMs, call.signal))) throw refusal;
      } else if (!(await attempts.again(null, call.signal))) {
        throw new Unreachable(`Understudy does not answer: ${method} ${path}`, { cause: outcome });
      }
    }
  }

  /** @returns what came, whatever its status, or why nothing did */
  async once(method: string, path: string, { body, headers, signal }: Call): Promise<Response | Error> {
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(new Error('No answer in time')), this.patience.requestMs);
    try {
      return await this.fetch(this.base + path, {
        method,
        headers: {
          'x-bot-api-key': this.options.key,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? null : JSON.stringify(body),
        signal: signal === undefined ? deadline.signal : AbortSignal.any([signal, deadline.signal]),
        // The key belongs to the configured address.
        redirect: 'error',
      });
    } catch (error) {
      signal?.throwIfAborted();
      return error instanceof Error ? error : new Error(String(error));
    } finally {
      clearTimeout(timer);
    }
  }
}
