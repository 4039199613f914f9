import { runName, SERVER_VARIABLES } from './names.js';
import { startPostgres, type TestPostgres } from './postgres.js';
import { startRedis, type TestRedis } from './redis.js';

let postgres: TestPostgres | null = null;
let redis: TestRedis | null = null;

/** Runs once, before the first test file, in the process that the workers are started from. */
export async function startServers(): Promise<void> {
  if (postgres) return;
  postgres = await startPostgres(runName(process.pid));
  redis = await startRedis();
  process.env[SERVER_VARIABLES.admin] = postgres.adminUrl;
  process.env[SERVER_VARIABLES.template] = postgres.template;
  if (redis) process.env[SERVER_VARIABLES.redis] = redis.url;
}

export async function stopServers(): Promise<void> {
  const running = [redis, postgres];
  postgres = redis = null;
  for (const server of running) await server?.stop();
}
