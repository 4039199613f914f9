import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { PeriodicTasks } from '../../../common/time/periodic-tasks.js';
import { Beat } from './beat.js';
import { LOG_STORE, type LogBatch, type LogEvent, type LogStore } from './log-store.js';
import { TurnSignals } from './turn-signals.js';
import { TurnWriter } from './turn-writer.js';

/** Events of turns that run here stay in memory this long after their end, as most readers are here. */
const REMEMBER_MS = 15_000;
const PURGE_EVERY_MS = 60_000;

/** The logs of turns: written by whoever runs them, read from memory where they run and from the store elsewhere. */
@Injectable()
export class TurnLogs implements OnModuleInit {
  private readonly recent = new Map<string, string[]>();
  private readonly beat = new Beat();

  constructor(
    @Inject(LOG_STORE) private readonly store: LogStore,
    private readonly signals: TurnSignals,
    private readonly tasks: PeriodicTasks,
  ) {}

  onModuleInit(): void {
    this.tasks.every('purge chat events', PURGE_EVERY_MS, () => this.store.purge());
  }

  /** Opens the log of a turn that this replica runs. */
  open(turn: { readonly id: string; readonly epoch: number }): TurnWriter {
    this.recent.set(turn.id, []);
    return new TurnWriter(turn, (batch) => this.append(batch), this.beat);
  }

  /** The turn has ended, or is no longer ours. */
  async close(turnId: string): Promise<void> {
    const timer = setTimeout(() => this.recent.delete(turnId), REMEMBER_MS);
    timer.unref();
    await this.store.expire(turnId);
  }

  /** What was said shall not be found any more. */
  async forget(turnId: string): Promise<void> {
    this.recent.delete(turnId);
    await this.store.forget(turnId);
  }

  read(turnId: string, from: number, limit: number): Promise<readonly LogEvent[]> {
    const here = this.recent.get(turnId);
    if (!here) return this.store.read(turnId, from, limit);
    const frames = here.slice(from - 1, from - 1 + limit);
    return Promise.resolve(frames.map((frame, place) => ({ seq: from + place, frame })));
  }

  /** Everything that a former owner wrote; it cannot write any more. */
  async takeOver(turnId: string, epoch: number): Promise<LogEvent[]> {
    this.recent.delete(turnId);
    await this.store.takeOver(turnId, epoch);
    return this.store.read(turnId, 1, ALL);
  }

  private async append(batch: LogBatch): Promise<boolean> {
    if (!(await this.store.append(batch))) return false;
    const here = this.recent.get(batch.turnId);
    // A repeat after a lost reply has its events here already.
    if (here?.length === batch.first - 1) here.push(...batch.frames);
    this.signals.tell(batch.turnId, 'events');
    return true;
  }
}

/** No turn has more. */
const ALL = 1_000_000;
