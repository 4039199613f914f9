import { cursorAt } from '../turns/cursor.rules.js';
import { mergedDelta, type Frame } from '../turns/frames.rules.js';

/** Shown at once, so that proxies send the head on; then how long a client waits before it comes back. */
export const OPENING = ': open\nretry: 2000\n\n';
export const DONE = 'data: [DONE]\n\n';
export const DRAINING = ': draining\nretry: 1000\n\n';

/** An event of the log: it has a place that a client can come back to. */
export const eventText = (turnId: string, seq: number, frame: string): string =>
  `id: ${cursorAt(turnId, seq)}\ndata: ${frame}\n\n`;

/** Something about the stream itself, which no client comes back to. */
export const noticeText = (frame: Frame): string => `data: ${JSON.stringify(frame)}\n\n`;

/** What the client has is worth nothing: everything comes again. */
export const RESYNC = noticeText({ type: 'data-resync', data: { from: 'start' }, transient: true });

/**
 * The end for a reader who may follow no more. It is the stream's, not the turn's: without it a client takes what came so far for a whole
 * answer, or comes back in vain.
 */
export function accessEnded(turnId: string): string {
  const frames: readonly Frame[] = [
    { type: 'data-error', data: { code: 'access_ended', retryable: false, turnId }, transient: true },
    { type: 'error', errorText: 'This answer may not be followed any more.' },
    { type: 'finish', finishReason: 'error' },
  ];
  return frames.map(noticeText).join('') + DONE;
}

export const queuedNotice = (position: number): string =>
  noticeText({ type: 'data-status', data: { status: 'queued', position }, transient: true });

interface Numbered {
  readonly seq: number;
  readonly frame: string;
}

/** What is made ready for a reader is in memory until the reader takes it. */
const CHARACTERS_AT_ONCE = 8 * 1024;

/** As many of the events as are sent together: the first one, however large, and what is not too much behind it. */
export function atOnce(events: readonly Numbered[]): readonly Numbered[] {
  let characters = 0;
  const end = events.findIndex(({ frame }, place) => (characters += frame.length) > CHARACTERS_AT_ONCE && place > 0);
  return end === -1 ? events : events.slice(0, end);
}

/** Deltas of one part as one event, which has the place of the last of them. */
export function compacted(events: readonly Numbered[]): Numbered[] {
  const merged: { seq: number; frame: Frame }[] = [];
  for (const { seq, frame } of events) {
    const next = JSON.parse(frame) as Frame;
    const last = merged.at(-1);
    const both = last ? mergedDelta(last.frame, next) : null;
    if (both) merged[merged.length - 1] = { seq, frame: both };
    else merged.push({ seq, frame: next });
  }
  return merged.map(({ seq, frame }) => ({ seq, frame: JSON.stringify(frame) }));
}
