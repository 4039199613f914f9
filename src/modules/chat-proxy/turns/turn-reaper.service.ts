import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PeriodicTasks } from '../../../common/time/periodic-tasks.js';
import { TurnLogs } from '../log/turn-logs.service.js';
import { TurnSignals } from '../log/turn-signals.js';
import { AnswerComposer, type Frame } from './frames.rules.js';
import { TurnEnds } from './turn-ends.service.js';
import { cancelled, endingOf, interrupted } from './turn-outcome.rules.js';
import { estimateTokens } from './turn.rules.js';
import { TurnWorkRepository } from './turn-work.repository.js';
import type { ClaimedTurn } from './turn.types.js';

const REAP_EVERY_MS = 2_000;

/** Ends turns whose replica died, or does not stop when it is told to, where their log ends. */
@Injectable()
export class TurnReaper implements OnModuleInit {
  constructor(
    private readonly work: TurnWorkRepository,
    private readonly logs: TurnLogs,
    private readonly ends: TurnEnds,
    private readonly signals: TurnSignals,
    private readonly tasks: PeriodicTasks,
  ) {}

  onModuleInit(): void {
    this.tasks.every('end abandoned turns', REAP_EVERY_MS, async () => {
      for (const turn of await this.work.takeAbandoned()) await this.end(turn);
    });
  }

  /** The new epoch refuses whatever the former owner still writes, so that the log is as it is read here. */
  private async end(turn: ClaimedTurn & { readonly cancelled: boolean }): Promise<void> {
    const events = await this.logs.takeOver(turn.id, turn.epoch);
    const whole = events.filter(({ seq }, place) => seq === place + 1);
    const frames = whole.map(({ frame }) => JSON.parse(frame) as Frame);
    const composer = AnswerComposer.after(turn.answerId, frames);
    const usage = {
      inputTokens: turn.reservedTokens,
      outputTokens: estimateTokens(composer.text),
      estimated: true,
    };
    await this.ends.end(turn, endingOf(turn, composer, whole.length, turn.cancelled ? cancelled : interrupted, usage));
    await this.logs.close(turn.id);
    this.signals.tell(turn.id, 'state');
  }
}
