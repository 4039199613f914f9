/** Turns whose time is up in the same beat are stored by one statement. */
const BEAT_MS = 10;

/** One timer for all turns: what is due in the same beat happens together. */
export class Beat {
  private readonly due = new Map<number, (() => void)[]>();

  /** @param latest milliseconds as `performance.now` counts them; the beat is the last one before it */
  before(latest: number, work: () => void): void {
    const beat = Math.floor(latest / BEAT_MS);
    const known = this.due.get(beat);
    if (known) {
      known.push(work);
      return;
    }
    this.due.set(beat, [work]);
    setTimeout(() => this.strike(beat), Math.max(0, beat * BEAT_MS - performance.now()));
  }

  private strike(beat: number): void {
    const works = this.due.get(beat) ?? [];
    this.due.delete(beat);
    for (const work of works) work();
  }
}
