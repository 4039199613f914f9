import type { Answer } from '../../support/client.js';

export interface Persisted<T> {
  readonly answer: Answer<T>;
  /** How many answers never came. */
  readonly lost: number;
}

/** What `fetch` throws when the connection was refused or died: nobody knows what became of the request. */
const LOST = new Set(['fetch failed', 'terminated']);
const GIVE_UP_AFTER = 200;

/** Repeats calls until they are answered, and counts. */
export class Persistence {
  readonly counted = { answers: 0, lost: 0 };
  private readonly waiting: { readonly until: number; readonly done: () => void }[] = [];

  /** @param up resolves when it makes sense to try again */
  constructor(private readonly up: () => Promise<void>) {}

  async repeat<T>(send: () => Promise<Answer<T>>): Promise<Persisted<T>> {
    for (let lost = 0; lost < GIVE_UP_AFTER; lost++) {
      const answer = await send().catch(rethrowUnlessLost);
      if (answer) {
        this.count();
        return { answer, lost };
      }
      this.counted.lost++;
      await this.up();
    }
    throw new Error(`No answer after ${GIVE_UP_AFTER} attempts`);
  }

  /** Resolves after so many more answers. */
  answers(more: number): Promise<void> {
    return new Promise((done) => this.waiting.push({ until: this.counted.answers + more, done }));
  }

  private count(): void {
    this.counted.answers++;
    for (const [index, { until, done }] of [...this.waiting.entries()].reverse()) {
      if (this.counted.answers < until) continue;
      this.waiting.splice(index, 1);
      done();
    }
  }
}

function rethrowUnlessLost(error: unknown): null {
  // Made outside Jest's sandbox, it is no instance of the Error in here.
  if (LOST.has((error as Partial<Error>).message ?? '')) return null;
  throw error;
}
