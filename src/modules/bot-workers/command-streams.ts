import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { SseWriter } from '../../common/http/sse-writer.js';
import { APP_LOGGER, type AppLogger } from '../../common/logging/logger.js';
import { Transactions } from '../../database/transactions.js';
import { SystemKeyCheck } from '../bot-tokens/index.js';
import { DeliveriesRepository, type Listener } from './deliveries.repository.js';
import type { DeliveredCommand } from './worker.types.js';

/** Replicas tell each other nothing: each looks for what another one may have written. */
const LOOK_EVERY_MS = 200;
const KEEP_ALIVE_MS = 5_000;
const OPENING = ': open\nretry: 500\n\n';
const LOOK_AT_KEY_MS = 2_000;

export interface Subscription extends Listener {
  /** Number of the last command that the reader has. */
  readonly after: number;
  readonly secret: string;
}

/** Tells workers, one stream each, what they shall do. */
@Injectable()
export class CommandStreams implements BeforeApplicationShutdown {
  /** Each with its end. */
  private readonly open = new Map<SseWriter, Promise<null>>();
  private readonly stop = new AbortController();

  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly transactions: Transactions,
    private readonly keys: SystemKeyCheck,
    @Inject(APP_LOGGER) private readonly logger: AppLogger,
  ) {}

  /** Until the reader goes, its key ends, or the program stops. The head was sent before. */
  async follow(response: ServerResponse, subscription: Subscription): Promise<void> {
    const writer = new SseWriter(response);
    const { promise: over, resolve: end } = Promise.withResolvers<null>();
    this.open.set(writer, over);
    try {
      await this.tell(writer, subscription);
    } catch (error) {
      // Without an end, so that the worker comes back for the rest.
      this.logger.warn({ err: error }, 'a stream of commands was given up');
    } finally {
      writer.end();
      this.open.delete(writer);
      end(null);
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    // Who takes nothing is not waited for.
    for (const writer of this.open.keys()) if (writer.blockedMs > 0) writer.cut();
    await Promise.all(this.open.values());
  }

  private async tell(writer: SseWriter, subscription: Subscription): Promise<void> {
    await writer.write(OPENING);
    await writer.write(textOf(await this.deliveries.again(subscription, subscription.after)));
    let lookAtKeyAt = performance.now() + LOOK_AT_KEY_MS;
    while (!writer.closed && !this.stop.signal.aborted) {
      if (await this.deliveries.isWaiting(subscription)) {
        await writer.write(textOf(await this.transactions.run((tx) => this.deliveries.deliver(subscription, tx))));
      }
      if (performance.now() >= lookAtKeyAt) {
        if ((await this.keys.identify(subscription.secret)) === null) return;
        lookAtKeyAt = performance.now() + LOOK_AT_KEY_MS;
      }
      writer.keepAlive(KEEP_ALIVE_MS);
      await delay(LOOK_EVERY_MS, undefined, { signal: this.stop.signal }).catch(() => undefined);
    }
  }
}

const textOf = (commands: readonly DeliveredCommand[]): string => commands.map(eventOf).join('');

function eventOf({ id, seq, kind, accountId, platform, fence, payload, deadline }: DeliveredCommand): string {
  const data = { id, kind, platform, account_id: accountId, fence, payload, deadline: deadline.toISOString() };
  return `id: ${seq}\nevent: command\ndata: ${JSON.stringify(data)}\n\n`;
}
