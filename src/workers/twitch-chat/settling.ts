import { setTimeout as delay } from 'node:timers/promises';
import { Refused, type AckBody, type ServerApi } from './server-api.js';

/** Longer than a server takes to start again. */
const PATIENCE_MS = 30_000;
const AGAIN_MS = 300;

/**
 * Tells what became of a command, until the server has heard it: what is done is not to look undone because the server was away just then.
 *
 * @throws Refused when the server does not want to know, and what fetch throws when it is away for too long
 */
export async function settle(server: ServerApi, id: string, body: AckBody, stop: AbortSignal): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      await server.ack(id, body);
      return;
    } catch (error) {
      if (isFinal(error) || stop.aborted || performance.now() >= deadline) throw error;
    }
    await delay(AGAIN_MS, undefined, { signal: stop }).catch(() => undefined);
  }
}

const isFinal = (error: unknown): boolean =>
  error instanceof Refused && error.status < 500 && error.status !== 429 && error.status !== 401;
