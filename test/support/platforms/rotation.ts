/** What happens to refresh tokens when they are used. */
export interface Rotation {
  /** A refresh gives a new refresh token. */
  readonly renew: boolean;
  /** How long a renewed one may be used again, in milliseconds. Infinity: until its own end. */
  readonly graceMs: number;
  /** What use after that does, beside being refused. `kills_family` ends all that came from the same consent (RFC 9700, 4.14.2). */
  readonly reuse: 'refused' | 'kills_family';
}

export const NO_ROTATION: Rotation = { renew: false, graceMs: Infinity, reuse: 'refused' };
/** A new one each time, and the old ones stay good. */
export const ROTATE_EACH: Rotation = { renew: true, graceMs: Infinity, reuse: 'refused' };
export const rotateWithGrace = (graceMs: number): Rotation => ({ renew: true, graceMs, reuse: 'refused' });
export const reuseKillsFamily = (graceMs = 0): Rotation => ({ renew: true, graceMs, reuse: 'kills_family' });

/** How many tokens of one person and client may live at once, and what one more does. */
export interface LiveLimit {
  readonly counts: 'access' | 'refresh';
  readonly max: number;
  readonly beyond: 'oldest_dies' | 'refused';
}
