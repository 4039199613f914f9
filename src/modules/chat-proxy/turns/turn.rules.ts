import type { Concurrency } from './turn.types.js';

export const RUNNING_PER_USER = 3;
export const WAITING_PER_USER = 15;
export const WAITING_PER_SESSION = 5;

/** More than this fails the turn: nothing is left out silently. */
export const EVENTS_PER_TURN = 20_000;
export const BYTES_PER_TURN = 4 * 1024 * 1024;

/** What a person has under way when another message arrives. */
export interface UnderWay {
  /** Of this session. */
  readonly sessionRunning: boolean;
  readonly sessionQueued: number;
  /** Of the person, over all sessions. */
  readonly running: number;
  readonly queued: number;
}

export type AdmissionVerdict = 'admit' | 'interrupt' | 'busy' | 'queue_full' | 'too_many';

/** May another message come in? A queue of the session first, then the limits of the person. */
export function judgeAdmission(concurrency: Concurrency, underWay: UnderWay): AdmissionVerdict {
  const sessionBusy = underWay.sessionRunning || underWay.sessionQueued > 0;
  if (sessionBusy && concurrency === 'reject') return 'busy';
  const interrupts = sessionBusy && concurrency === 'interrupt';
  // What waits in the session is given up by the interruption.
  const sessionQueued = interrupts ? 0 : underWay.sessionQueued;
  if (sessionQueued >= WAITING_PER_SESSION) return 'queue_full';
  const waits = sessionBusy || underWay.running >= RUNNING_PER_USER;
  const queued = underWay.queued - (underWay.sessionQueued - sessionQueued);
  if (waits && queued >= WAITING_PER_USER) return 'too_many';
  return interrupts ? 'interrupt' : 'admit';
}

/** About: four characters of most languages that use the Latin alphabet. */
export const estimateTokens = (text: string): number => Math.ceil(text.length / 4);

/** The latest messages that fit, oldest first; the newest one always does. */
export function withinTokens<M extends { readonly text: string }>(newestFirst: readonly M[], tokens: number): M[] {
  const fitting: M[] = [];
  let left = tokens;
  for (const [place, message] of newestFirst.entries()) {
    left -= place === 0 ? 0 : estimateTokens(message.text);
    if (left < 0) break;
    fitting.push(message);
  }
  return fitting.reverse();
}
