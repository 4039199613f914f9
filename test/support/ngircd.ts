import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from '../../src/database/embedded/free-port.js';
import { eventually } from './eventually.js';
import { canConnect } from './servers/redis.js';

const NGIRCD = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin']
  .map((folder) => join(folder, 'ngircd'))
  .find(existsSync);

/** Ends the server when our end of the pipe closes, which it also does when the tests are killed. */
const WITH_US = '"$@" & cat > /dev/null; kill -9 $!; wait';

/** A real IRC server on this machine. */
export interface Ngircd extends AsyncDisposable {
  readonly port: number;
  start(): Promise<void>;
  /** At once, as a crash. */
  stop(): Promise<void>;
}

/** Without ngircd these tests are skipped, and say so; in CI (`CI=true`) they fail instead. */
export function describeWithNgircd(name: string, body: () => void): void {
  if (NGIRCD !== undefined) {
    describe(name, body);
    return;
  }
  const reason = 'no ngircd: install the Debian package ngircd, or put it on PATH';
  if (process.env.CI === 'true') {
    it(`${name} needs an IRC server`, () => {
      throw new Error(reason);
    });
    return;
  }
  process.stderr.write(`skipped "${name}" (${reason})\n`);
  describe.skip(`${name} (${reason})`, body);
}

/** @param password of everybody, as such a server has no accounts */
export async function givenNgircd(password: string): Promise<Ngircd> {
  const port = await freePort();
  let running: { readonly child: ChildProcess; readonly folder: string } | null = null;
  const start = async (): Promise<void> => {
    const folder = mkdtempSync(join(tmpdir(), 'understudy-ngircd-'));
    const config = join(folder, 'ngircd.conf');
    writeFileSync(config, configuration(port, password), { mode: 0o600 });
    const child = spawn('sh', ['-c', WITH_US, 'sh', NGIRCD ?? 'ngircd', '-n', '-f', config], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    running = { child, folder };
    await eventually(() => canConnect(port), { timeoutMs: 10_000 });
  };
  const stop = async (): Promise<void> => {
    if (!running) return;
    const { child, folder } = running;
    running = null;
    const gone = new Promise((done) => child.once('close', done));
    child.stdin?.end();
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  return { port, start, stop, [Symbol.asyncDispose]: stop };
}

/** Names as long as Twitch's, no look-ups of whoever connects. */
const configuration = (port: number, password: string): string => `
[Global]
  Name = irc.example.org
  Info = tests
  Listen = 127.0.0.1
  Ports = ${port}
  Password = ${password}
  ServerUID = ${userInfo().username}
  ServerGID = ${userInfo().gid}
[Limits]
  MaxNickLength = 31
  MaxConnectionsIP = 0
  MaxJoins = 1000
[Options]
  DNS = no
  Ident = no
  PAM = no
  SyslogFacility = local1
`;
