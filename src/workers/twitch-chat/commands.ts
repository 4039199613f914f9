import { setTimeout as delay } from 'node:timers/promises';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { AppLogger } from '../../common/logging/logger.js';
import type { ChatWorker } from './chat-worker.js';
import { Sayings } from './sayings.js';
import { Refused, type AckBody, type Command } from './server-api.js';
import { settle } from './settling.js';

const COME_BACK_MS = 500;
/** Without even a keepalive for so long, the stream is dead. */
const SILENCE_MS = 15_000;
const REJOINED_MS = 45_000;
const LOOK_MS = 50;
/** Enough to know a command again that comes twice. */
const REMEMBERED = 1_000;

/** Does what the server asks of this worker. */
export class Commands {
  private readonly known = new Set<string>();
  private readonly sayings: Sayings;
  private readonly stop = new AbortController();
  private lastEventId = '';

  constructor(
    private readonly worker: ChatWorker,
    private readonly logger: AppLogger,
  ) {
    this.sayings = new Sayings(worker, this.stop.signal);
  }

  async run(): Promise<void> {
    while (!this.stop.signal.aborted) {
      await this.read().catch((error: unknown) => {
        if (!this.stop.signal.aborted) this.logger.warn({ err: error }, 'the stream of commands broke off');
      });
      await delay(COME_BACK_MS, undefined, { signal: this.stop.signal }).catch(() => undefined);
    }
  }

  close(): void {
    this.stop.abort();
  }

  private async read(): Promise<void> {
    const stream = new AbortController();
    const giveUp = (): void => stream.abort(new Error('the stream fell silent, or nobody wants it any more'));
    const timer = setTimeout(giveUp, SILENCE_MS);
    this.stop.signal.addEventListener('abort', giveUp);
    try {
      const body = await this.worker.server.commands(this.lastEventId, stream.signal);
      const awake = new TransformStream<Uint8Array, Uint8Array>({
        transform: (piece, out) => {
          timer.refresh();
          out.enqueue(piece);
        },
      });
      const events = body
        .pipeThrough(awake)
        .pipeThrough(new TextDecoderStream())
        .pipeThrough(new EventSourceParserStream());
      for await (const { id, data } of events) {
        this.begin(JSON.parse(data) as Command);
        if (id !== undefined) this.lastEventId = id;
      }
    } finally {
      clearTimeout(timer);
      this.stop.signal.removeEventListener('abort', giveUp);
      giveUp();
    }
  }

  private begin(command: Command): void {
    const name = `${command.id} ${command.fence}`;
    if (this.known.has(name)) return;
    this.known.add(name);
    if (this.known.size > REMEMBERED) this.known.delete([...this.known][0] ?? '');
    void this.obey(command).catch((error: unknown) => {
      // It is over, or somebody else's by now.
      if (!(error instanceof Refused && error.code === 'bot_command_over')) {
        this.logger.warn({ err: error, command: command.id }, 'a command could not be obeyed');
      }
    });
  }

  private async obey(command: Command): Promise<void> {
    const { id, account_id: accountId, fence } = command;
    switch (command.kind) {
      case 'say':
        return this.sayings.say(command);
      case 'leave':
        // Claimed, as whoever has given the channel back may say no more of what is not theirs. Left it is in any case.
        await this.worker.server.ack(id, { fence, outcome: 'claimed' }).catch(() => null);
        await this.worker.leave([accountId]);
        this.worker.lookNow();
        break;
      case 'sync':
        this.worker.lookNow();
        break;
      case 'rejoin': {
        const outcome = await this.rejoin(accountId, fence);
        if (outcome) await this.settle(id, outcome);
        return;
      }
    }
    await this.settle(id, { fence, outcome: 'done' });
  }

  /** null when this worker stops meanwhile: whoever has the channel next is given the command again. */
  private async rejoin(accountId: string, fence: number): Promise<AckBody | null> {
    const deadline = performance.now() + REJOINED_MS;
    const begin = (): boolean => {
      const session = this.worker.sessionOf(accountId);
      // Without a connection the session itself comes back at once.
      session?.hurry();
      return session?.seats.rejoin(accountId) ?? false;
    };
    let begun = begin();
    while (performance.now() < deadline) {
      await delay(LOOK_MS);
      if (this.stop.signal.aborted) return null;
      const { state = 'connecting', code = state } = this.worker.reporter.stateOf(accountId) ?? {};
      if (state === 'connected') return { fence, outcome: 'done' };
      if (state === 'banned' || state === 'bad_credentials') return { fence, outcome: 'failed', code };
      if (!begun) begun = begin();
    }
    return { fence, outcome: 'failed', code: 'not_back_in_time' };
  }

  private settle(id: string, body: AckBody): Promise<void> {
    return settle(this.worker.server, id, body, this.stop.signal);
  }
}
