import { spawn, type ChildProcess } from 'node:child_process';
import { connect, createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export interface TestRedis {
  readonly url: string;
  /** At once, as by kill -9. */
  stop(): Promise<void>;
}

const WAIT_MS = 10_000;
const DATABASES = 10_000;

/** Ends the server when our end of the pipe closes, which it also does when the tests are killed. */
const WITH_US = 'command -v redis-server || exit 127; redis-server "$@" & cat > /dev/null; kill -9 $!; wait';

/** The Redis of TEST_REDIS_URL, else a `redis-server` from PATH that lives as long as the run, else none. */
export async function startRedis(): Promise<TestRedis | null> {
  const given = process.env.TEST_REDIS_URL;
  if (given) return { url: given, stop: () => Promise.resolve() };
  return startRedisAt(await freePort());
}

/** A `redis-server` of the test's own, which keeps nothing when it ends; null where none is installed. */
export async function startRedisAt(port: number): Promise<TestRedis | null> {
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn('sh', ['-c', WITH_US, 'sh', ...args, '--databases', String(DATABASES)], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const stop = (): Promise<void> => end(child);
  return (await answers(child, port)) ? { url: `redis://127.0.0.1:${port}`, stop } : null;
}

async function answers(child: ChildProcess, port: number): Promise<boolean> {
  const ended = new AbortController();
  child.once('error', () => ended.abort());
  child.once('exit', () => ended.abort());
  for (const deadline = Date.now() + WAIT_MS; !ended.signal.aborted && Date.now() < deadline; await pause(20)) {
    if (await canConnect(port)) return true;
  }
  await end(child);
  return false;
}

export function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.stdin?.end();
  await gone;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
