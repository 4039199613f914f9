/** Longest wait between two attempts. */
const LONGEST_MS = 60_000;
const FIRST_MS = 250;

/**
 * Milliseconds before the next attempt: doubled each time, and spread, so that many workers do not come back at once.
 *
 * @param failures in a row, from 1
 * @param random 0 to 1
 */
export const backOffMs = (failures: number, random: number): number =>
  Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 16)) * (0.5 + random / 2);

/** One line, whatever was written: a line break would be a command of its own (RFC 1459, 2.3). */
export const oneLine = (text: string): string => text.replace(/[\r\n\0]+/g, ' ').trimEnd();

export type Turndown = 'login_failed' | null;

/** Twitch's words before it closes a connection that did not sign in. */
export const judgeLogin = (notice: string): Turndown =>
  /login authentication failed|improperly formatted auth|login unsuccessful|invalid nick/i.test(notice)
    ? 'login_failed'
    : null;

/** How many of the channels one of several workers shall sit in. */
export const fairShare = (channels: number, workers: number): number => Math.ceil(channels / Math.max(1, workers));
