import { randomInt } from 'node:crypto';
import { SERVER_VARIABLES } from './servers/names.js';

/**
 * Tests that need a Redis. Without one they are skipped, and say so; in CI (`CI=true`) they fail instead.
 *
 * @param body gets the address of a Redis database that no other file uses
 */
export function describeWithRedis(name: string, body: (redisUrl: string) => void): void {
  const url = process.env[SERVER_VARIABLES.redis];
  if (url) {
    describe(name, () => body(ownDatabase(url)));
    return;
  }
  const reason = 'no Redis: set TEST_REDIS_URL or put redis-server on PATH';
  if (process.env.CI === 'true') {
    describe(name, () => {
      it('needs a Redis', () => {
        throw new Error(reason);
      });
    });
    return;
  }
  process.stderr.write(`skipped "${name}" (${reason})\n`);
  describe.skip(`${name} (${reason})`, () => body('redis://127.0.0.1:1'));
}

/** Our own server has 10,000 databases; another one is used as it was given. */
function ownDatabase(url: string): string {
  return process.env.TEST_REDIS_URL ? url : `${url}/${randomInt(1, 10_000)}`;
}
