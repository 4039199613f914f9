import { Injectable } from '@nestjs/common';

/** What was gathered in memory and must be written when the last request is answered, before the pool closes. */
@Injectable()
export class LastWrites {
  private readonly works: (() => Promise<void>)[] = [];

  add(work: () => Promise<void>): void {
    this.works.push(work);
  }

  /** One that fails keeps neither the others nor the program from ending. */
  async run(): Promise<void> {
    await Promise.allSettled(this.works.map((work) => work()));
  }
}
