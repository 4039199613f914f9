import type { ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { SseWriter } from '../../../common/http/sse-writer.js';
import { APP_LOGGER, tail, type AppLogger } from '../../../common/logging/logger.js';
import { TurnSignals } from '../log/turn-signals.js';
import { TurnsRepository } from '../turns/turns.repository.js';

import { OpenStreams, type Leaving, type OpenStream } from './open-streams.js';
import { accessEnded, DRAINING, OPENING, queuedNotice } from './sse.rules.js';
import { TurnReaders } from './turn-readers.js';
import type { TurnFollower } from './turn-follower.js';

export interface Follow extends Pick<OpenStream, 'permission' | 'secret'> {
  readonly turnId: string;
  /** Where the reader stands; null = at the start. */
  readonly cursor: string | null;
}

/** Sends a turn to a reader: what there is, then what comes, to its end. */
@Injectable()
export class TurnStreams {
  constructor(
    private readonly turns: TurnsRepository,
    private readonly readers: TurnReaders,
    private readonly signals: TurnSignals,
    private readonly open: OpenStreams,
    @Inject(APP_LOGGER) private readonly logger: AppLogger,
  ) {}

  /** Ends with the turn, with the reader, or when the reader has to leave. The head was sent before. */
  async follow(response: ServerResponse, { turnId, cursor, permission, secret }: Follow): Promise<void> {
    const writer = new SseWriter(response);
    const wake = new Wake();
    // Before anything is read, so that nothing is missed in between.
    const deafen = this.signals.listen(turnId, (signal) => wake.ring(signal === 'state'));
    this.open.add({ permission, secret, writer, leave: (why) => wake.leave(why) });
    void writer.whenClosed.then(() => wake.ring(false));
    try {
      await writer.write(OPENING);
      await this.tell(turnId, this.readers.at(turnId, cursor), writer, wake);
    } catch (error) {
      // Without an end, so that the client comes back for the rest.
      this.logger.warn({ turn: tail(turnId), err: error }, 'a stream was given up');
    } finally {
      deafen();
      writer.end();
    }
  }

  private async tell(turnId: string, follower: TurnFollower, writer: SseWriter, wake: Wake): Promise<void> {
    let turn = await this.turns.find(turnId);
    let position = 0;
    while (!writer.closed && turn !== null) {
      if (wake.leaving) return writer.end(wake.leaving === 'draining' ? DRAINING : accessEnded(turnId));
      const { text, last } = await follower.next(turn);
      if (text !== '') await writer.write(text);
      if (last) return;
      if (turn.state === 'queued') position = await this.tellPosition(turnId, position, writer);
      const stateChanged = text === '' ? await wake.rung() : wake.takeStateChange();
      if (stateChanged) turn = await this.turns.find(turnId);
    }
    // Erased while it was followed.
    if (turn === null) writer.end(accessEnded(turnId));
  }

  /** Says how many come first, when that has changed. */
  private async tellPosition(turnId: string, told: number, writer: SseWriter): Promise<number> {
    const position = await this.turns.positionOf(turnId);
    if (position !== told) await writer.write(queuedNotice(position));
    return position;
  }
}

/** Remembers that it was rung while nobody waited. */
class Wake {
  leaving: Leaving | null = null;
  private pending = false;
  private stateChanged = false;
  private waiting: (() => void) | null = null;

  ring(stateChanged: boolean): void {
    this.pending = true;
    this.stateChanged ||= stateChanged;
    this.waiting?.();
  }

  leave(why: Leaving): void {
    this.leaving ??= why;
    this.ring(false);
  }

  /** @returns whether the turn's row may say something else now */
  async rung(): Promise<boolean> {
    if (!this.pending) await new Promise<void>((resolve) => (this.waiting = resolve));
    this.waiting = null;
    this.pending = false;
    return this.takeStateChange();
  }

  takeStateChange(): boolean {
    const changed = this.stateChanged;
    this.stateChanged = false;
    return changed;
  }
}
