import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from '../../../src/database/embedded/free-port.js';
import { eventually } from '../eventually.js';
import { canConnect } from '../servers/redis.js';

export const BASE_DN = 'dc=example,dc=org';
export const READER = { dn: `cn=reader,${BASE_DN}`, password: 'the password of the reader' };

/** OpenLDAP on this machine, with people in it. Its certificate is for localhost and 127.0.0.1. */
export interface Slapd {
  readonly url: string;
  readonly tlsUrl: string;
  readonly port: number;
  /** PEM of whoever signed its certificate. */
  readonly ca: string;
  /** What was asked of it so far, one line each. */
  log(): string;
  stop(): Promise<void>;
}

const SLAPD = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin']
  .map((folder) => join(folder, 'slapd'))
  .find(existsSync);

/** Ends the server when our end of the pipe closes, which it also does when the tests are killed. */
const WITH_US = '"$@" & cat > /dev/null; kill -9 $!; wait';

/**
 * Tests that need a directory. Without slapd they are skipped, and say so; in CI (`CI=true`) they fail instead.
 */
export function describeWithSlapd(name: string, body: () => void): void {
  if (SLAPD !== undefined) {
    describe(name, body);
    return;
  }
  const reason = 'no slapd: install the Debian package slapd, or put it on PATH';
  if (process.env.CI === 'true') {
    it(`${name} needs a directory`, () => {
      throw new Error(reason);
    });
    return;
  }
  process.stderr.write(`skipped "${name}" (${reason})\n`);
  describe.skip(`${name} (${reason})`, body);
}

/** @param ldif entries below BASE_DN, beside the reader */
export async function startSlapd(ldif: string): Promise<Slapd> {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-slapd-'));
  mkdirSync(join(folder, 'data'));
  const ca = makeCertificate(folder);
  // Ubuntu confines slapd by its path (AppArmor) to folders that are not ours.
  const program = join(folder, 'slapd');
  copyFileSync(SLAPD ?? 'slapd', program);
  const config = join(folder, 'slapd.conf');
  writeFileSync(config, configuration(folder), { mode: 0o600 });
  const entries = join(folder, 'people.ldif');
  writeFileSync(entries, `${BASE}\n${ldif}`);
  execFileSync(program, ['-T', 'add', '-f', config, '-l', entries], { stdio: 'pipe' });
  const [port, tlsPort] = [await freePort(), await freePort()];
  const [url, tlsUrl] = [`ldap://127.0.0.1:${port}`, `ldaps://localhost:${tlsPort}`];
  const said: string[] = [];
  const child = spawn(
    'sh',
    ['-c', WITH_US, 'sh', program, '-f', config, '-h', `${url} ldaps://127.0.0.1:${tlsPort}`, '-d', '256'],
    {
      stdio: ['pipe', 'ignore', 'pipe'],
    },
  );
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  await eventually(() => canConnect(port), { timeoutMs: 10_000 });
  const stop = async (): Promise<void> => {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, tlsUrl, port, ca, log: () => said.join(''), stop };
}

const BASE = `dn: ${BASE_DN}
objectClass: dcObject
objectClass: organization
dc: example
o: Example

dn: ${READER.dn}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: reader
userPassword: ${READER.password}
`;

/** An inetOrgPerson. */
export const person = (uid: string, password: string, more: readonly string[] = [], place = ''): string =>
  [
    `dn: uid=${uid},${place}${BASE_DN}`,
    'objectClass: inetOrgPerson',
    `uid: ${uid}`,
    `cn: ${uid}`,
    `sn: ${uid}`,
    `userPassword: ${password}`,
    ...more,
    '\n',
  ].join('\n');

const configuration = (folder: string): string => `
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile ${folder}/slapd.pid
TLSCertificateFile ${folder}/certificate.pem
TLSCertificateKeyFile ${folder}/key.pem
database mdb
suffix "${BASE_DN}"
directory ${folder}/data
maxsize 16777216
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="${READER.dn}" read by anonymous auth by * none
`;

function makeCertificate(folder: string): string {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const made = ['-keyout', key, '-out', certificate, '-days', '2', '-nodes'];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', ...made, ...subject], { stdio: 'pipe' });
  return readFileSync(certificate, 'utf8');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.stdin?.end();
  await gone;
}
