import type { BotSession } from './bot-session.js';
import type { ChatWorker } from './chat-worker.js';
import type { Said } from './irc-connection.js';
import { now, elapsedSince } from './lease-clock.js';
import { Pace } from './pace.js';
import { Refused, type Command } from './server-api.js';
import { settle } from './settling.js';

/** Twitch takes about one message a second in a channel. */
const CHANNEL_WINDOW_MS = 1_200;
/** Waiting for a turn takes no longer than whoever asked waits for us. */
const PATIENCE_MS = 3_500;
/** A channel nobody spoke in for long needs no memory. */
const CHANNELS = 2_000;

/** Says what people want to be said, never twice. */
export class Sayings {
  private readonly paces = new Map<string, Pace>();

  constructor(
    private readonly worker: ChatWorker,
    private readonly stop: AbortSignal,
  ) {}

  /**
   * Waits for its turn, then claims it: from then on nobody else says it. Behind the claim there is only the last look at the lease before the
   * line goes out.
   */
  async say({ id, account_id: accountId, fence, payload }: Command): Promise<void> {
    const { holdings } = this.worker;
    const session = this.worker.sessionOf(accountId);
    const channel = session?.seats.channelOf(accountId) ?? null;
    if (!payload || !session || channel === null || session.speaker.id !== payload.connection_id) {
      await this.fail(id, fence, 'not_here');
      return;
    }
    if (!(await this.turn(session, channel))) {
      await this.fail(id, fence, 'too_busy');
      return;
    }
    const askedAt = now();
    const forMs = await this.claim(id, fence);
    if (forMs === null) {
      await this.fail(id, fence, 'not_connected');
      return;
    }
    const stillMay = (): boolean => holdings.fenceOf(accountId) === fence && elapsedSince(askedAt) < forMs;
    await this.settle(id, fence, await session.say(channel, payload.text, payload.reply_to, stillMay));
  }

  private async turn(session: BotSession, channel: string): Promise<boolean> {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    return (await this.paceOf(channel).turn(signal)) && session.messages.turn(signal);
  }

  private paceOf(channel: string): Pace {
    const pace = this.paces.get(channel) ?? new Pace(1, CHANNEL_WINDOW_MS, this.worker.time);
    this.paces.delete(channel);
    this.paces.set(channel, pace);
    if (this.paces.size > CHANNELS) this.paces.delete([...this.paces.keys()][0] ?? '');
    return pace;
  }

  /**
   * @returns for how many milliseconds it is ours; null when the answer was lost: claimed or not, it is not said
   * @throws Refused
   */
  private async claim(id: string, fence: number): Promise<number | null> {
    try {
      return (await this.worker.server.ack(id, { fence, outcome: 'claimed' })) ?? 0;
    } catch (error) {
      if (error instanceof Refused && error.status < 500) throw error;
      return null;
    }
  }

  private fail(id: string, fence: number, code: string): Promise<void> {
    return settle(this.worker.server, id, { fence, outcome: 'failed', code }, this.stop);
  }

  private async settle(id: string, fence: number, { delivered, code, messageId }: Said): Promise<void> {
    // Nobody knows what became of it: that is what the server makes of silence.
    if (delivered === null) return;
    const body = {
      fence,
      outcome: delivered ? ('done' as const) : ('failed' as const),
      ...(code === null ? {} : { code }),
      ...(messageId === null ? {} : { message_id: messageId }),
    };
    await settle(this.worker.server, id, body, this.stop);
  }
}
