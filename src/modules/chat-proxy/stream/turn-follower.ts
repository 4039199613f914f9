import type { ConversationsRepository } from '../history/conversations.repository.js';
import type { TurnLogs } from '../log/turn-logs.service.js';
import { rebuiltFrames, type Frame } from '../turns/frames.rules.js';
import type { TurnView } from '../turns/turn.types.js';
import { atOnce, compacted, DONE, eventText, noticeText, RESYNC } from './sse.rules.js';

/** Events that are read together: at first, and at most. What is read and not sent is read again. */
const READ_FIRST = 16;
const READ_AT_ONCE = 256;

/** What there is to send now, and whether that was all. */
export interface Portion {
  readonly text: string;
  readonly last: boolean;
}

/** One reader's place in a turn: what it has, and what comes next. */
export class TurnFollower {
  /** The number of the last event that the reader has. */
  private have: number;
  private replaying: boolean;
  /** There is more in the log than was taken from it. */
  private behind = false;
  private resync: boolean;
  private atOnce = READ_FIRST;
  /** The log is gone: only the text that is kept can be told, once the turn has ended. */
  private logLost = false;

  /** @param from the last event that the reader has; null = none; `unknown` = it cannot be told */
  constructor(
    private readonly logs: TurnLogs,
    private readonly conversations: ConversationsRepository,
    from: number | 'unknown' | null,
  ) {
    this.have = typeof from === 'number' ? from : 0;
    this.replaying = this.have === 0;
    this.resync = from === 'unknown';
  }

  /** @param turn as it was read before this call, so that a log that was read to its end afterwards is complete */
  async next(turn: TurnView): Promise<Portion> {
    if (turn.events !== null && this.have > turn.events + (turn.endFrames?.length ?? 0)) this.startOver();
    const events = this.logLost ? [] : await this.moreOf(turn);
    const notice = this.takeNotice();
    if (events.length > 0) return { text: notice + this.textOf(turn, events), last: false };
    if (turn.events === null || turn.endFrames === null) return { text: notice, last: false };
    return { text: notice + (await this.endOf(turn, turn.events, turn.endFrames)), last: true };
  }

  private async moreOf(turn: TurnView): Promise<{ seq: number; frame: string }[]> {
    const from = this.have + 1;
    const end = turn.events ?? Number.POSITIVE_INFINITY;
    if (from > end) return [];
    const read = await this.logs.read(turn.id, from, this.atOnce);
    const events = atOnce(read).filter(({ seq }) => seq <= end);
    this.behind = events.length < read.length || read.length === this.atOnce;
    this.atOnce = events.length < read.length ? events.length + 1 : Math.min(2 * this.atOnce, READ_AT_ONCE);
    const gone = events.length === 0 ? turn.events !== null : events[0]?.seq !== from;
    if (!gone) return this.wholeOf(events, from);
    this.logLost = true;
    if (this.have > 0) this.startOver();
    return [];
  }

  /** Nothing behind a gap: it is read again, or the log is gone. */
  private wholeOf(events: readonly { seq: number; frame: string }[], from: number): { seq: number; frame: string }[] {
    return events.filter(({ seq }, place) => seq === from + place);
  }

  private textOf(turn: TurnView, events: { seq: number; frame: string }[]): string {
    const told = this.replaying ? compacted(events) : events;
    this.have = events.at(-1)?.seq ?? this.have;
    this.replaying &&= this.behind;
    return told.map(({ seq, frame }) => eventText(turn.id, seq, frame)).join('');
  }

  private async endOf(turn: TurnView, events: number, endFrames: readonly string[]): Promise<string> {
    const lost = this.logLost && this.have < events;
    const end = endFrames
      .map((frame, place) => ({ seq: events + 1 + place, frame }))
      .filter(({ seq, frame }) => seq > this.have && !(lost && belongsToLog(frame)))
      .map(({ seq, frame }) => eventText(turn.id, seq, frame));
    return (lost ? await this.rebuilt(turn) : '') + end.join('') + DONE;
  }

  /** Without places: a client that loses these gets them all again. */
  private async rebuilt({ id, answerId }: TurnView): Promise<string> {
    const text = (await this.conversations.findAnswer(id)) ?? '';
    return rebuiltFrames(answerId, text).map(noticeText).join('');
  }

  private startOver(): void {
    this.have = 0;
    this.resync = true;
    this.replaying = true;
  }

  private takeNotice(): string {
    if (!this.resync) return '';
    this.resync = false;
    return RESYNC;
  }
}

/** Frames of the end that close what only the lost log began. */
function belongsToLog(frame: string): boolean {
  return CLOSING.has((JSON.parse(frame) as Frame).type);
}

const CLOSING = new Set(['start', 'text-end', 'reasoning-end', 'finish-step']);
