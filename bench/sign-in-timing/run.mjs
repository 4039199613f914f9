/**
 * Does the time of a refusal tell what was wrong? `npm run faults:timing` [rounds]. Signs in with an unknown name and with a wrong
 * password, in turn, and compares the times with Welch's t-test; with slapd installed also against a directory. |t| above 4.5 is a
 * leak that an attacker can measure (the bound that TVLA uses). Reports, never fails.
 */
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare } from './compare.mjs';

const require = createRequire(import.meta.url);
require('../../test/support/servers/typescript.cjs');
const { runProgram } = require('../../test/support/run-program.ts');
const { BASE_DN, READER, person, startSlapd } = require('../../test/support/identity/slapd.ts');

const rounds = Number(process.argv[2] ?? 400);
const password = 'a rather long password 4711';

/** Limits are for attackers; here they would be in the way. */
const env = { FAILED_LOGINS_BEFORE_DELAY: '1000000', LOG_LEVEL: 'info' };

async function withProgram(more, work) {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-timing-'));
  const program = await runProgram({ ...env, DATA_DIR: folder, ...more });
  try {
    await work(program.url);
  } finally {
    await program.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function post(url, path, body) {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  await response.arrayBuffer();
  return response.status;
}

/** Milliseconds of one refused sign-in. */
async function refusal(url, login) {
  const since = performance.now();
  const status = await post(url, '/v1/auth/login', { login, password: randomBytes(12).toString('hex') });
  const took = performance.now() - since;
  if (status !== 401) throw new Error(`${login}: ${status} instead of 401`);
  return took;
}

async function measure(url, names, times) {
  const samples = Object.fromEntries(Object.keys(names).map((kind) => [kind, []]));
  for (let round = -10; round < times; round++) {
    // In turn, so that whatever else the machine does falls on all alike.
    for (const [kind, name] of Object.entries(names)) {
      const took = await refusal(url, name());
      if (round >= 0) samples[kind].push(took);
    }
  }
  return samples;
}

const unknown = () => `nobody-${randomBytes(5).toString('hex')}`;

await withProgram({}, async (url) => {
  await post(url, '/v1/auth/register', { username: 'ada', email: 'ada@example.org', password });
  compare('our own passwords', await measure(url, { unknown, 'wrong password': () => 'ada' }, rounds));
});

const slapd = await startSlapd(person('grace', password)).catch((error) => {
  process.stdout.write(`no directory to measure with: ${error.message}\n`);
  return null;
});
if (slapd) {
  const directory = {
    LDAP_URL: slapd.url,
    LDAP_STARTTLS: 'false',
    LDAP_BASE_DN: BASE_DN,
    LDAP_BIND_DN: READER.dn,
    LDAP_BIND_PASSWORD: READER.password,
  };
  await withProgram(directory, async (url) => {
    await post(url, '/v1/auth/register', { username: 'ada', email: 'ada@example.org', password });
    const names = { unknown, 'wrong password here': () => 'ada', 'wrong password there': () => 'grace' };
    compare('with a directory', await measure(url, names, Math.min(rounds, 150)));
  });
  await slapd.stop();
}
