import type { Actor } from '../../../common/access/actor.js';
import type { ConnectionRoom } from './connection-room.js';
import type { Exchanged } from './relay.types.js';
import { readPause } from './retry-after.rules.js';

/** What an answer says about calling again is kept for the next calls through the same connection. */
export function noticeOf(
  room: ConnectionRoom,
  actor: Actor,
  resource: string,
  answer: Pick<Exchanged, 'status' | 'headers'>,
): void {
  const { status, headers } = answer;
  if (status !== 429 && status !== 503 && status !== 401 && status !== 403) return;
  const { platform, connection } = actor;
  const header = (name: string): string | undefined => {
    const value = headers[name];
    return typeof value === 'object' ? value[0] : value;
  };
  const pause = readPause(platform, status, header, Date.now() / 1000);
  if (pause) room.pause(connection.id, resource, pause);
  // A limit that several bots share is not held against us.
  const counts = platform === 'discord' && status !== 503 && header('x-ratelimit-scope') !== 'shared';
  if (counts) room.countRefusal(connection.id);
}
