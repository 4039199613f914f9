import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

/** This running program among those that share the database. */
@Injectable()
export class Replica {
  readonly id = randomUUID();
  private isStopping = false;

  /** It takes no new work. */
  get stopping(): boolean {
    return this.isStopping;
  }

  stop(): void {
    this.isStopping = true;
  }
}
