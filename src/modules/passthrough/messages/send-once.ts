import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { AppError } from '../../../common/errors/app-error.js';
import { APP_LOGGER, type AppLogger } from '../../../common/logging/logger.js';
import { PeriodicTasks } from '../../../common/time/periodic-tasks.js';
import { IdempotencyService, type IdempotentCall } from '../../idempotency/index.js';
import { messageOutcomeUnknown } from '../passthrough.errors.js';
import { SentMessagesRepository } from './sent-messages.repository.js';
import type { SentMessage } from './message.types.js';
import { mayHaveBeenSent } from './message-failure.js';

const WAIT_MS = 10_000;
const POLL_MS = 50;
const PURGE_EVERY_MS = 600_000;

/** How a message is sent. */
export interface Sending {
  run(): Promise<SentMessage>;
  /** Whether the platform was asked to show anything yet; until then every failure is harmless. */
  begun(): boolean;
}

/**
 * Sends a message once per `Idempotency-Key`. A platform cannot take part in a transaction, so what is promised is that none is sent
 * twice: the intention is committed before anything is sent, the answer behind it. Between the two a crash, a lost reply or a database
 * that is away leaves a message of which nobody knows; it is not sent again, and its repeat is told so.
 */
@Injectable()
export class SendOnce implements OnModuleInit {
  constructor(
    private readonly idempotency: IdempotencyService,
    private readonly messages: SentMessagesRepository,
    private readonly tasks: PeriodicTasks,
    @Inject(APP_LOGGER) private readonly logger: AppLogger,
  ) {}

  onModuleInit(): void {
    this.tasks.every('forget sent messages', PURGE_EVERY_MS, () => this.messages.purge());
  }

  /** @throws AppError idempotency_key_reused, request_in_progress (after 10 s), message_outcome_unknown, and what sending throws */
  async run(call: IdempotentCall | null, sending: Sending): Promise<SentMessage> {
    if (!call) return sending.run();
    const claim = { repeated: false };
    const claiming = { ...call, markReplayed: () => void (claim.repeated = true) };
    const id = await this.idempotency.run(claiming, (tx) => this.messages.begin(tx));
    const earlier = claim.repeated ? await this.earlier(id) : null;
    if (earlier === null) return this.send(id, sending);
    call.markReplayed();
    return earlier;
  }

  private async send(id: string, sending: Sending): Promise<SentMessage> {
    const answer = await sending.run().catch(async (error: unknown) => {
      await this.messages.end(id, sending.begun() && mayHaveBeenSent(error) ? 'unknown' : 'failed');
      throw error;
    });
    // It was sent: whoever waits is told so, also when that cannot be kept. A repeat is then told that nobody knows.
    await this.messages.sent(id, answer).catch((error: unknown) => {
      this.logger.error({ err: error }, 'the answer of a message that was sent could not be kept');
    });
    return answer;
  }

  /** What became of it before; null when this call is to send it. */
  private async earlier(id: string): Promise<SentMessage | null> {
    const deadline = performance.now() + WAIT_MS;
    for (;;) {
      const kept = await this.messages.find(id);
      if (kept?.state === 'sent') return kept.answer;
      if (kept === null || kept.state === 'unknown') throw messageOutcomeUnknown();
      if (kept.state === 'failed' && (await this.messages.resume(id))) return null;
      if (performance.now() >= deadline) throw new AppError('request_in_progress', { headers: { 'retry-after': '5' } });
      await delay(POLL_MS);
    }
  }
}
