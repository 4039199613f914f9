import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '../../support/client.js';
import { unique } from '../../support/given.js';
import type { Streamer } from '../../support/given-workers.js';

/** What whoever sent a message was told in the end. */
export interface Told {
  readonly text: string;
  readonly status: number;
  /** Of a refusal, or why it was not shown. */
  readonly code: string | null;
  readonly delivered: boolean;
}

interface Answered {
  readonly delivered?: boolean;
  readonly drop_reason?: string | null;
  readonly code?: string;
}

const AGAIN: ReadonlySet<number> = new Set([429, 500, 502, 503]);

/** People who talk without a pause, at any replica that is there, and repeat what they heard nothing of. */
export class Talkers {
  readonly told: Told[] = [];
  private over = false;
  private readonly all: Promise<unknown>;

  /**
   * @param urls of the replicas
   * @param everyMs between two messages of one person
   */
  constructor(
    people: readonly Streamer[],
    private readonly urls: () => readonly string[],
    private readonly everyMs = 50,
  ) {
    this.all = Promise.all(people.map((one) => this.talk(one)));
  }

  /** How often each answer came. */
  get tally(): Record<string, number> {
    const tally: Record<string, number> = {};
    for (const { status, code } of this.told) {
      const name = code === null ? String(status) : `${status} ${code}`;
      tally[name] = (tally[name] ?? 0) + 1;
    }
    return tally;
  }

  async end(): Promise<void> {
    this.over = true;
    await this.all;
  }

  private async talk({ human, channel }: Streamer): Promise<void> {
    for (let number = 0; !this.over; number++) {
      const text = unique('said');
      const message = { platform: 'twitch', channel: channel.person.id, as: 'bot', text };
      this.told.push({ text, ...(await this.say(human.client, message, number)) });
      await pause(this.everyMs);
    }
  }

  /** Until somebody says what became of it. */
  private async say(client: Client, message: object, start: number): Promise<Omit<Told, 'text'>> {
    const key = { 'idempotency-key': unique('key') };
    for (let turn = start; ; turn++) {
      const urls = this.urls();
      const here = client.at(urls[turn % urls.length] ?? '');
      const answer = await here.post<Answered>('/v1/chat-messages', message, key).catch(() => null);
      // Whoever dies while it sends leaves a message of which nobody knows for ten minutes: nobody waits for that here.
      if (answer !== null && !(AGAIN.has(answer.status) && answer.body.code !== 'request_in_progress')) {
        const { code, drop_reason: reason, delivered } = answer.body;
        return { status: answer.status, code: code ?? reason ?? null, delivered: delivered === true };
      }
      await pause(100);
    }
  }
}
