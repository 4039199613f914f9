import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withClient } from '../resolve/database.mjs';
import { repository } from '../resolve/options.mjs';
import { Child } from '../resolve/servers/child.mjs';
import { createKey, startUnderstudy } from '../resolve/servers/understudy.mjs';

const CHAT = '/v1/platform-linking/chat';
/** What the program allows one person. */
export const STREAMS_PER_PERSON = 50;
export const TURNS_PER_PERSON = 3;

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
/** For whoever is measured: see `memory.mjs`. */
const COLLECTING = `--require=${file('./servers/collect-garbage.cjs')}`;

/**
 * The program on a database with people who may chat, an upstream that answers them, and the same by Nest's `@Sse`.
 *
 * @typedef {{ own: Child, peer: Child, say: Function, follow: Function, cancel: Function, stop: () => Promise<void> }} Setting
 * @param {{ databaseUrl: string, people: number, profile?: string }} wanted @returns {Promise<Setting>}
 */
export async function startSetting({ databaseUrl, people, profile }) {
  const children = [];
  const start = async (starting) => {
    const child = await starting;
    children.push(child);
    return child;
  };
  const stop = async () => void (await Promise.all(children.map((child) => child.stop())));
  try {
    const upstream = await start(Child.start('upstream', file('./servers/upstream.mjs'), {}));
    const env = {
      ASSISTANT_BASE_URL: `http://127.0.0.1:${upstream.port}/v1`,
      ASSISTANT_MODEL: 'bench',
      ASSISTANT_BETWEEN_CHUNKS_SECONDS: '300',
      SHUTDOWN_GRACE_SECONDS: '2',
      NODE_OPTIONS: `${COLLECTING}${profile ? ` --cpu-prof --cpu-prof-dir=${resolve(profile)}` : ''}`,
    };
    const program = resolve(repository, 'dist/src/main.js');
    const own = await start(startUnderstudy('Understudy', { program, env }, databaseUrl));
    await withClient(databaseUrl, (client) => seed(client, people));
    const headers = { 'x-bot-api-key': await createKey(own) };
    const peer = await start(Child.start('@Sse', file('./servers/nest-sse.mjs'), { NODE_OPTIONS: COLLECTING }));
    return { own, peer, stop, ...addresses(own.port, headers) };
  } catch (error) {
    await stop();
    throw error;
  }
}

const addresses = (port, headers) => ({
  /** What to ask for: a turn of one of the people. */
  say: (person, message) => ({
    port,
    headers,
    path: `${CHAT}/stream`,
    method: 'POST',
    body: { platform: 'DISCORD', platform_user_id: `person-${person + 1}`, message },
  }),
  cancel: (turn) => fetch(`http://127.0.0.1:${port}${CHAT}/turns/${turn}/cancel`, { method: 'POST', headers }),
  follow: (turn, after = '') => ({ port, headers, path: `${CHAT}/turns/${turn}/stream?after=${after}` }),
});

async function seed(client, people) {
  await client.query(
    `INSERT INTO users (id, kind, username, name, email)
     SELECT gen_random_uuid(), 'human', 'person-' || n, 'Person', 'person-' || n || '@bench.example' FROM generate_series(1, $1) n`,
    [people],
  );
  await client.query(
    `INSERT INTO platform_links (id, platform, platform_user_id, user_id, proof)
     SELECT gen_random_uuid(), 'DISCORD', username, id, 'code' FROM users WHERE username LIKE 'person-%'`,
  );
}

/** Opens many at a time, as a crowd would. */
export async function inWaves(count, open) {
  const opened = [];
  for (let from = 0; from < count; from += 100) {
    const wave = Array.from({ length: Math.min(100, count - from) }, (_, i) => open(from + i));
    opened.push(...(await Promise.all(wave)));
  }
  return opened;
}
