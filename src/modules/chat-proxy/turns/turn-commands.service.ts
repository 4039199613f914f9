import { Injectable } from '@nestjs/common';
import { OpenStreams } from '../stream/open-streams.js';
import type { Admitted } from './turn-admission.service.js';
import { TurnEnds } from './turn-ends.service.js';
import { TurnRunner } from './turn-runner.service.js';
import type { TurnView } from './turn.types.js';

/** What follows from a request for the turns of this replica. */
@Injectable()
export class TurnCommands {
  constructor(
    private readonly ends: TurnEnds,
    private readonly runner: TurnRunner,
    private readonly streams: OpenStreams,
  ) {}

  /** @throws AppError chat_unavailable, chat_too_many_streams */
  requireRoom(userId: string): void {
    this.streams.requireRoom(userId);
  }

  /** After the commit. */
  carryOut({ claimed, interrupted }: Admitted): void {
    for (const turnId of interrupted) this.runner.cancel(turnId);
    this.runner.start(claimed);
  }

  async cancel(turn: TurnView): Promise<void> {
    await this.ends.cancel(turn);
    this.runner.cancel(turn.id);
  }
}
