import { randomBytes } from 'node:crypto';
import { Child } from './child.mjs';

/** One for all programs of a run: a database knows its key. */
const encryptionKeys = `bench:${randomBytes(32).toString('base64')}`;
const admin = { login: 'bench-admin@example.com', password: randomBytes(18).toString('base64url') };

/**
 * Starts the built program as an operator would: everything on, nothing tuned for the measurement.
 *
 * @param {string} name
 * @param {{ program: string, env: Record<string, string> }} options
 * @param {string} databaseUrl
 */
export function startUnderstudy(name, options, databaseUrl) {
  return Child.start(name, options.program, {
    DATABASE_URL: databaseUrl,
    ADMIN_EMAIL: admin.login,
    ADMIN_PASSWORD: admin.password,
    ENCRYPTION_KEYS: encryptionKeys,
    ...options.env,
  });
}

/**
 * A stored key, checked on each request; a key from the environment could be a cheaper path.
 *
 * @param {Child} child
 * @returns {Promise<string>}
 */
export async function createKey(child) {
  const { access_token: token } = await post(child, '/v1/auth/login', admin, 200);
  const wanted = { name: 'bench', scopes: ['linking', 'chat'] };
  const { key } = await post(child, '/v1/admin/service-keys', wanted, 201, token);
  return key;
}

/** @param {Child} child @param {string} path @param {object} body @param {number} status */
async function post(child, path, body, status, token) {
  const headers = { 'content-type': 'application/json' };
  if (token) headers.authorization = `Bearer ${token}`;
  const url = `http://127.0.0.1:${child.port}${path}`;
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await answer.text();
  if (answer.status !== status) throw new Error(`${child.name}: ${path} gave ${answer.status} ${text}\n${child.log}`);
  return JSON.parse(text);
}
