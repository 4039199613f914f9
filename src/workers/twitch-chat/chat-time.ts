import { setTimeout as delay } from 'node:timers/promises';

/**
 * All waiting for the chat: back-off, patience and limits. A test lets it go faster, to live through a day in minutes. What is waited for
 * together with the server (leases, deadlines of commands) is not measured by it: that time is the server's.
 */
export class ChatTime {
  /** @param speed how much faster than the clock on the wall */
  constructor(private readonly speed = 1) {}

  /** Milliseconds, from some moment on. */
  now(): number {
    return performance.now() * this.speed;
  }

  /** Resolves after so many milliseconds, or when the signal comes. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    await delay(ms / this.speed, undefined, { signal }).catch(() => undefined);
  }

  after(ms: number, work: () => void): NodeJS.Timeout {
    return setTimeout(work, ms / this.speed);
  }
}
