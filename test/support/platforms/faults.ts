import type { OutgoingHttpHeaders } from 'node:http';
import type { Call } from './call.js';
import type { CallKind } from './words.js';

/**
 * - `answer`: the given status, headers and body instead of the right ones
 * - `lost`: the connection is closed without an answer; `reset`: the same with a TCP reset
 * - `cut`: half of the right answer, then the connection is closed
 * - `hang`: nothing, for ever; `drip`: the right answer, one byte per second; `late`: the right answer after `delayMs`
 * - `altered`: the right answer, as `alter` makes it
 * - `html`: a page where JSON is expected; `huge`: 10 MB of JSON; `deep`: JSON of 100 000 levels; `gzip_bomb`: 100 MB in 100 kB
 * - `redirect`: 302 to `to`
 */
export type Misbehaviour =
  | 'answer'
  | 'lost'
  | 'reset'
  | 'cut'
  | 'hang'
  | 'drip'
  | 'late'
  | 'altered'
  | 'html'
  | 'huge'
  | 'deep'
  | 'gzip_bomb'
  | 'redirect';

export interface Fault {
  readonly on: CallKind | 'any';
  /** `answer` unless told otherwise, `lost` when `afterEffect`. */
  readonly how?: Misbehaviour;
  /** 500 for `answer`, 200 for pages and heaps of JSON, unless told otherwise. */
  readonly status?: number;
  /** A string is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: OutgoingHttpHeaders;
  readonly delayMs?: number;
  readonly to?: string;
  readonly alter?: (right: Readonly<Record<string, unknown>>) => unknown;
  /** How many calls it hits, one unless told otherwise. */
  readonly times?: number;
  /** The platform does the work (a refresh token is spent, a message is shown), only the answer suffers. */
  readonly afterEffect?: boolean;
  /** Which calls it hits, among those of its kind. */
  readonly when?: (call: Call) => boolean;
}

export type ArmedFault = Fault & { readonly how: Misbehaviour; readonly afterEffect: boolean };

/** These spoil the right answer, so there must be one. */
const SPOILS_THE_ANSWER: readonly Misbehaviour[] = ['cut', 'drip', 'late', 'altered'];

/** What goes wrong next. */
export class Faults {
  private readonly armed: { readonly fault: ArmedFault; left: number }[] = [];

  add(fault: Fault): void {
    const how = fault.how ?? (fault.afterEffect === true && fault.status === undefined ? 'lost' : 'answer');
    const afterEffect = fault.afterEffect === true || SPOILS_THE_ANSWER.includes(how);
    this.armed.push({ fault: { ...fault, how, afterEffect }, left: fault.times ?? 1 });
  }

  clear(): void {
    this.armed.length = 0;
  }

  /** The first that is meant for this call; it counts as used. */
  take(call: Call): ArmedFault | null {
    const hit = this.armed.find(
      ({ fault, left }) => left > 0 && (fault.on === 'any' || fault.on === call.kind) && (fault.when?.(call) ?? true),
    );
    if (!hit) return null;
    hit.left--;
    return hit.fault;
  }
}
