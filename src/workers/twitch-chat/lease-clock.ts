/** A moment, by both clocks of the machine. */
export interface Moment {
  readonly monotonic: number;
  readonly wall: number;
}

export const now = (): Moment => ({ monotonic: performance.now(), wall: Date.now() });

/**
 * Milliseconds since then, at least: the monotonic clock may stand still while a machine sleeps, and the wall clock may be set back. Whichever
 * went further counts, so that a lease is rather given up than overstayed.
 */
export const elapsedSince = ({ monotonic, wall }: Moment): number =>
  Math.max(performance.now() - monotonic, Date.now() - wall);
