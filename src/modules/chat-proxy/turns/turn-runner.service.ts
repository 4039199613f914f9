import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { APP_LOGGER, tail, type AppLogger } from '../../../common/logging/logger.js';
import { AssistantFailure, type Usage } from '../assistants/assistant.js';
import { TurnLogs } from '../log/turn-logs.service.js';
import { TurnSignals } from '../log/turn-signals.js';
import { FencedError, TooLongError, type TurnWriter } from '../log/turn-writer.js';
import { AssistantDesk, type Answering } from './answering.js';
import { AnswerComposer, BrokenAnswer, type Frame } from './frames.rules.js';
import { TurnEnds } from './turn-ends.service.js';
import * as outcomes from './turn-outcome.rules.js';
import { endingOf, TurnStopped, type StopReason, type TurnOutcome } from './turn-outcome.rules.js';
import type { ClaimedTurn, TurnEnding } from './turn.types.js';

interface Running {
  readonly turn: ClaimedTurn;
  readonly stop: AbortController;
  readonly over: Promise<void>;
}

/** How often the end of a turn is tried while the database is away; afterwards the turn is left to whoever takes it over. */
const END_ATTEMPTS = 20;
const END_AGAIN_MS = 500;

/** Runs turns: what the assistant says goes to the log, and every turn that is still ours gets its end here. */
@Injectable()
export class TurnRunner {
  private readonly turns = new Map<string, Running>();
  private afterTurn: (userId: string) => void = () => undefined;

  constructor(
    private readonly desk: AssistantDesk,
    private readonly logs: TurnLogs,
    private readonly ends: TurnEnds,
    private readonly signals: TurnSignals,
    @Inject(APP_LOGGER) private readonly logger: AppLogger,
  ) {}

  /** Called after each turn: something that waits may run now. */
  onFree(next: (userId: string) => void): void {
    this.afterTurn = next;
  }

  /** Turns that run here now. */
  get running(): readonly ClaimedTurn[] {
    return [...this.turns.values()].map(({ turn }) => turn);
  }

  start(turns: readonly ClaimedTurn[]): void {
    for (const turn of turns) {
      const stop = new AbortController();
      this.turns.set(turn.id, { turn, stop, over: this.run(turn, stop) });
      this.signals.noteRunning(turn.id, true);
      this.signals.tell(turn.id, 'state');
    }
  }

  /** Its row asks for its end: at once when it runs here, else its replica looks at the row. */
  cancel(turnId: string): void {
    this.stop(turnId, 'cancelled');
    this.signals.tell(turnId, 'state');
  }

  /** Nothing happens when it does not run here. */
  stop(turnId: string, why: StopReason): void {
    this.turns.get(turnId)?.stop.abort(new TurnStopped(why));
  }

  /** Waits for all that runs. */
  async idle(): Promise<void> {
    await Promise.all([...this.turns.values()].map(({ over }) => over));
  }

  private async run(turn: ClaimedTurn, stop: AbortController): Promise<void> {
    const timer = setTimeout(() => stop.abort(new TurnStopped('timed_out')), this.desk.patienceMs);
    try {
      await this.answer(turn, stop.signal);
    } catch (error) {
      // The turn has no end: its lease runs out, and whoever takes it over writes one.
      this.logger.error({ turn: tail(turn.id), err: error }, 'a turn was left without an end');
    } finally {
      clearTimeout(timer);
      this.turns.delete(turn.id);
      this.signals.noteRunning(turn.id, false);
      void this.logs.close(turn.id).catch(() => undefined);
      this.signals.tell(turn.id, 'state');
      this.afterTurn(turn.userId);
    }
  }

  private async answer(turn: ClaimedTurn, signal: AbortSignal): Promise<void> {
    const writer = this.logs.open(turn);
    const relay = new Relay(turn, writer);
    const outcome = await this.outcomeOf(() => this.relayed(turn, relay, signal));
    if (outcome === null) return;
    const [settled, stored] = await this.settle(relay, writer, outcome);
    if (settled === null) return;
    const ending = endingOf(turn, stored, writer.events, settled, relay.usage);
    await this.end(turn, ending);
  }

  private async relayed(turn: ClaimedTurn, relay: Relay, signal: AbortSignal): Promise<TurnOutcome> {
    await relay.begin();
    const answering = await this.desk.ask(turn, signal);
    return relay.all(answering);
  }

  /** null when the turn is not ours any more. */
  private async outcomeOf(work: () => Promise<TurnOutcome>): Promise<TurnOutcome | null> {
    try {
      return await work();
    } catch (error) {
      const outcome = outcomeOfError(error);
      if (outcome === outcomes.UNEXPECTED) this.logger.error({ err: error }, 'the assistant failed unexpectedly');
      else if (error instanceof AssistantFailure) this.logger.warn({ code: error.code }, 'the assistant failed');
      return outcome;
    }
  }

  /** Stores what waits. What could not be stored was never seen, so the end follows what is in the log. */
  private async settle(
    relay: Relay,
    writer: TurnWriter,
    outcome: TurnOutcome,
  ): Promise<[TurnOutcome | null, AnswerComposer]> {
    const flushed = await this.outcomeOf(async () => {
      await writer.flush();
      return outcome;
    });
    if (flushed === outcome) return [outcome, relay.composer];
    const events = await this.logs.read(relay.turn.id, 1, writer.events);
    const frames = events.map(({ frame }) => JSON.parse(frame) as Frame);
    return [flushed, AnswerComposer.after(relay.turn.answerId, frames)];
  }

  private async end(turn: ClaimedTurn, ending: TurnEnding): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.ends.end(turn, ending);
        return;
      } catch (error) {
        if (attempt === END_ATTEMPTS) throw error;
        await delay(END_AGAIN_MS);
      }
    }
  }
}

/** Carries what the assistant says into the log. */
class Relay {
  readonly composer: AnswerComposer;
  usage: Usage = { inputTokens: 0, outputTokens: 0, estimated: true };

  constructor(
    readonly turn: ClaimedTurn,
    private readonly writer: TurnWriter,
  ) {
    this.composer = new AnswerComposer(turn.answerId);
  }

  begin(): Promise<void> {
    return this.writer.push(this.composer.begin());
  }

  /** @throws what the assistant fails with, BrokenAnswer when it ends without saying so */
  async all(answering: Answering): Promise<TurnOutcome> {
    let told: Usage | null = null;
    try {
      for await (const chunk of answering.chunks) {
        if (chunk.type === 'usage') told = chunk.usage;
        if (chunk.type === 'end') return outcomes.completed(chunk.reason);
        await this.writer.push(this.composer.framesOf(chunk));
      }
      throw new BrokenAnswer('the assistant stopped without an end');
    } finally {
      this.usage = told ?? answering.estimate(this.composer.text);
    }
  }
}

/** null when the turn is not ours any more. */
function outcomeOfError(error: unknown): TurnOutcome | null {
  if (error instanceof FencedError) return null;
  if (error instanceof TooLongError) return outcomes.TOO_LONG;
  if (error instanceof BrokenAnswer) return outcomes.BROKEN;
  if (error instanceof AssistantFailure) return outcomes.failed(error.code, error.retryable, error.message);
  if (!(error instanceof TurnStopped)) return outcomes.UNEXPECTED;
  switch (error.why) {
    case 'fenced':
      return null;
    case 'cancelled':
      return outcomes.cancelled;
    case 'interrupted':
      return outcomes.interrupted;
    case 'timed_out':
      return outcomes.TIMED_OUT;
  }
}
