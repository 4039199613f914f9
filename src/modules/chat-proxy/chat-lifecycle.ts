import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Metrics } from '../../common/metrics/metrics.js';
import { AppConfig } from '../../config/app-config.js';
import { Replica } from './replica.js';
import { OpenStreams } from './stream/open-streams.js';
import { TurnRunner } from './turns/turn-runner.service.js';

/** Writing the ends takes much less. */
const ENDS_MS = 2_000;
/** What is left of the grace period after the turns had theirs is for their ends, and for the rest of the program. */
const GRACE_SHARE = 0.5;

/** A stopping program: no new turn, streams leave at once, turns get a part of the grace period and then end as interrupted. */
@Injectable()
export class ChatLifecycle implements OnModuleDestroy {
  constructor(
    private readonly replica: Replica,
    private readonly streams: OpenStreams,
    private readonly runner: TurnRunner,
    private readonly config: AppConfig,
    metrics: Metrics,
  ) {
    metrics.gauge('understudy_chat_open_streams', 'Streams that are open now', () => streams.count);
    metrics.gauge('understudy_chat_running_turns', 'Turns that run on this replica now', () => runner.running.length);
  }

  /** Before anything else is taken apart: ending a turn needs the database, and its lease is still renewed. */
  async onModuleDestroy(): Promise<void> {
    this.replica.stop();
    this.streams.leaveAll();
    const grace = delay(this.config.settings.SHUTDOWN_GRACE_SECONDS * 1_000 * GRACE_SHARE, null, { ref: false });
    await Promise.race([this.runner.idle(), grace]);
    for (const { id } of this.runner.running) this.runner.stop(id, 'interrupted');
    await Promise.race([this.runner.idle(), delay(ENDS_MS, null, { ref: false })]);
  }
}
