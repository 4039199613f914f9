import type { Redis } from 'ioredis';
import { KEEP_AFTER_END_SECONDS, type LogBatch, type LogEvent, type LogStore } from './log-store.js';

/** Renewed by each append; no turn is silent for so long. */
const KEEP_SECONDS = 2 * 60 * 60;

/**
 * KEYS: stream, epoch. ARGV: epoch, seconds to keep, number of the first frame, frames. The ids are ours (`<seq>-0`), so a repeated
 * append finds its events there and skips them.
 */
const APPEND = `
local known = tonumber(redis.call('GET', KEYS[2]) or '0')
local mine = tonumber(ARGV[1])
if known > mine then return 0 end
redis.call('SET', KEYS[2], mine, 'EX', ARGV[2])
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
local have = last[1] and tonumber(string.match(last[1][1], '^%d+')) or 0
for i = 4, #ARGV do
  local seq = tonumber(ARGV[3]) + i - 4
  if seq > have then redis.call('XADD', KEYS[1], string.format('%d-0', seq), 'f', ARGV[i]) end
end
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 1`;

/** KEYS: epoch. ARGV: epoch, seconds to keep. */
const TAKE_OVER = `
if tonumber(redis.call('GET', KEYS[1]) or '0') < tonumber(ARGV[1]) then redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2]) end
return 1`;

/** The log of several replicas: a Redis Stream per turn, which any of them reads. */
export class RedisLog implements LogStore {
  constructor(private readonly redis: Redis) {}

  async append({ turnId, epoch, first, frames }: LogBatch): Promise<boolean> {
    const { stream, writer } = keysOf(turnId);
    return (await this.redis.eval(APPEND, 2, stream, writer, epoch, KEEP_SECONDS, first, ...frames)) === 1;
  }

  async read(turnId: string, from: number, limit: number): Promise<LogEvent[]> {
    const entries = await this.redis.xrange(keysOf(turnId).stream, `${from}-0`, '+', 'COUNT', limit);
    return entries.map(([id, [, frame = '']]) => ({ seq: Number.parseInt(id, 10), frame }));
  }

  async takeOver(turnId: string, epoch: number): Promise<void> {
    await this.redis.eval(TAKE_OVER, 1, keysOf(turnId).writer, epoch, KEEP_SECONDS);
  }

  async expire(turnId: string): Promise<void> {
    const { stream, writer } = keysOf(turnId);
    await this.redis.expire(stream, KEEP_AFTER_END_SECONDS);
    await this.redis.expire(writer, KEEP_AFTER_END_SECONDS);
  }

  async forget(turnId: string): Promise<void> {
    await this.redis.del(keysOf(turnId).stream);
  }

  /** Keys go by themselves. */
  purge(): Promise<void> {
    return Promise.resolve();
  }
}

/** The braces keep the keys of a turn in one slot of a cluster. */
const keysOf = (turnId: string): { readonly stream: string; readonly writer: string } => ({
  stream: `cp:{${turnId}}:ev`,
  writer: `cp:{${turnId}}:ep`,
});
