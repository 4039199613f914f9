import { problemOf } from './problem';
import { randomKey } from './once';

/**
 * Who is signed in, as far as this page knows. The access token lives here, in memory; the refresh token in an HttpOnly cookie that no
 * script can read. `asking`: the page was just opened and the cookie has not been tried yet.
 */
export type SessionState = 'asking' | 'out' | 'in' | 'unreachable';

interface Access {
  readonly token: string;
  /** On the clock of performance.now(), which nobody sets. */
  readonly endsAt: number;
}

/** A token this close to its end is exchanged before it is used. */
const MARGIN_MS = 30_000;

/** Not a secret: it only says which exchange was begun, and works together with the cookie alone. */
const BEGUN = 'understudy.refresh';

/** The cookie has moved on since that key was used, or its answer is no longer kept. */
const MOVED_ON: ReadonlySet<string> = new Set(['idempotency_key_reused', 'secret_already_shown']);

class Session {
  /** Why nobody knows whether somebody is signed in, while the state is `unreachable`. */
  failure: unknown = null;
  private access: Access | null = null;
  private current: SessionState = 'asking';
  private refreshing: Promise<string | null> | null = null;
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly state = (): SessionState => this.current;

  /** A token that works for a while yet, or null when nobody is signed in. */
  async token(): Promise<string | null> {
    if (this.current === 'out') return null;
    if (this.access && performance.now() < this.access.endsAt - MARGIN_MS) return this.access.token;
    return this.refresh();
  }

  /** @param spent the token that was just refused; when another one is here by now, there is nothing to do */
  refresh(spent?: string): Promise<string | null> {
    if (spent !== undefined && this.access && this.access.token !== spent) return Promise.resolve(this.access.token);
    this.refreshing ??= this.exchange().finally(() => {
      this.refreshing = null;
    });
    return this.refreshing;
  }

  signedIn(answer: { access_token: string; expires_in: number }): string {
    this.access = { token: answer.access_token, endsAt: performance.now() + answer.expires_in * 1000 };
    this.become('in');
    return answer.access_token;
  }

  signedOut(): void {
    this.access = null;
    this.become('out');
  }

  private async exchange(): Promise<string | null> {
    try {
      const answer = await alone(askForTokens);
      if (answer) return this.signedIn(answer);
      this.signedOut();
      return null;
    } catch (error) {
      this.failure = error;
      if (this.current === 'asking') this.become('unreachable');
      throw error;
    }
  }

  private become(state: SessionState): void {
    this.current = state;
    for (const listener of this.listeners) listener();
  }
}

/** All tabs share the cookie, and a refresh token works once: two tabs at a time would look like a thief, and end the login. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  // Absent over plain http.
  const locks = 'locks' in navigator ? navigator.locks : null;
  return locks ? locks.request('understudy.refresh', work).then((answer) => answer) : work();
}

interface Tokens {
  readonly access_token: string;
  readonly expires_in: number;
}

/**
 * The key is remembered until the answer is here: a page that is left in the middle asks with the same key when it is opened again,
 * and gets the answer it missed instead of presenting a spent token.
 */
async function askForTokens(): Promise<Tokens | null> {
  const begun = localStorage.getItem(BEGUN);
  const answer = await exchangeOnce(begun ?? randomKey());
  if (begun === null || answer.ok) return tokensOf(answer);
  const problem = await problemOf(answer.clone());
  return tokensOf(MOVED_ON.has(problem.code) ? await exchangeOnce(randomKey()) : answer);
}

async function tokensOf(answer: Response): Promise<Tokens | null> {
  if (answer.ok) return (await answer.json()) as Tokens;
  if (answer.status === 401) return null;
  throw await problemOf(answer);
}

async function exchangeOnce(key: string): Promise<Response> {
  localStorage.setItem(BEGUN, key);
  const response = await fetch('/v1/auth/refresh', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'Idempotency-Key': key },
    body: '{}',
  });
  localStorage.removeItem(BEGUN);
  return response;
}

export const session = new Session();
