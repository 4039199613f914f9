import type { Schemas } from '../../api/client';
import type { BotState, BotStatus } from '../../connections/bot-status';

type Change = Schemas['ReportChangeDto'];

/** A state for a while, as shares of the time that is shown: 0 is its beginning, 1 is now. */
export interface Span {
  readonly state: BotState;
  readonly from: number;
  readonly to: number;
}

/**
 * @param changes newest first
 * @param status what is true now: what nobody reports (a worker that is not heard of) is no change
 * @param now in ms
 * @param length in ms
 */
export function spansOf(changes: readonly Change[], status: BotStatus, now: number, length: number): Span[] {
  const share = (at: number): number => Math.min(1, Math.max(0, 1 - (now - at) / length));
  const told = changes.map(({ state, at }) => ({ state, at: Date.parse(at) }));
  const lost = status.state === 'unreachable' && status.since !== null;
  const all: { state: BotState; at: number }[] = lost
    ? [{ state: status.state, at: Date.parse(status.since ?? '') }, ...told]
    : told;
  const spans = all.map(({ state, at }, i) => ({ state, from: share(at), to: share(all[i - 1]?.at ?? now) }));
  return spans.filter(({ from, to }) => to > from).reverse();
}

/** How long each state lasted, the longest first. */
export function sharesOf(spans: readonly Span[]): (readonly [state: BotState, share: number])[] {
  const sums = new Map<BotState, number>();
  for (const { state, from, to } of spans) sums.set(state, (sums.get(state) ?? 0) + to - from);
  return [...sums].sort(([, one], [, other]) => other - one);
}
