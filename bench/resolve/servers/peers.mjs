import { fileURLToPath } from 'node:url';
import { Child } from './child.mjs';

const scripts = {
  'node:http + pg': new URL('../peers/node-http.mjs', import.meta.url),
  'fastify + pg': new URL('../peers/fastify.mjs', import.meta.url),
};

export const peerNames = Object.keys(scripts);

/** @param {string} name @param {string} databaseUrl @param {number} poolSize */
export function startPeer(name, databaseUrl, poolSize) {
  return Child.start(name, fileURLToPath(scripts[name]), {
    DATABASE_URL: databaseUrl,
    POOL_SIZE: String(poolSize),
  });
}
