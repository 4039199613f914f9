import { Redis } from 'ioredis';
import { freePort, startRedisAt, type TestRedis } from '../../support/servers/redis.js';

/** A Redis of one test, which can be killed, come back empty at the same address, and fall silent without closing anything. */
export class RestartableRedis {
  private constructor(
    private readonly port: number,
    private server: TestRedis,
    private pid: number,
  ) {}

  static async start(): Promise<RestartableRedis> {
    const port = await freePort();
    const server = await launch(port);
    return new RestartableRedis(port, server, await pidOf(server));
  }

  get url(): string {
    return this.server.url;
  }

  /** As by kill -9: its connections end, and what it held is gone. */
  kill(): Promise<void> {
    return this.server.stop();
  }

  /** Empty. */
  async comeBack(): Promise<void> {
    this.server = await launch(this.port);
    this.pid = await pidOf(this.server);
  }

  /** It takes connections and commands, and says nothing. */
  fallSilent(): void {
    process.kill(this.pid, 'SIGSTOP');
  }

  speakAgain(): void {
    process.kill(this.pid, 'SIGCONT');
  }
}

async function launch(port: number): Promise<TestRedis> {
  const server = await startRedisAt(port);
  if (!server) throw new Error('redis-server did not start');
  return server;
}

async function pidOf({ url }: TestRedis): Promise<number> {
  const redis = new Redis(url);
  const [, pid] = /process_id:(\d+)/.exec(await redis.info('server')) ?? [];
  redis.disconnect();
  return Number(pid);
}
