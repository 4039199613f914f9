import { Client, type Answer } from './client.js';
import { eventually } from './eventually.js';

/** What a program says once it is ready: on a busy machine it may tell first that its event loop stood still while it started. */
export function whenReady(url: string): Promise<Answer<unknown>> {
  return eventually(
    async () => {
      const ready = await new Client(url).get('/health/ready');
      return ready.status === 200 ? ready : null;
    },
    { timeoutMs: 20_000, everyMs: 200 },
  );
}
