import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { repository } from '../options.mjs';

/** Whatever still runs when this process ends, even half started, ends with it. */
const live = new Set();
process.once('exit', () => live.forEach((started) => started.kill('SIGKILL')));

const readySeconds = 60;
const stopSeconds = 15;

/** One server process: its port, its log in a file, its temporary folder. */
export class Child {
  /** @param {string} name @param {string} script @param {Record<string, string>} environment */
  static async start(name, script, environment) {
    const child = new Child(name, await freePort());
    child.#spawn(script, environment);
    try {
      await child.#ready();
    } catch (error) {
      await child.stop();
      throw error;
    }
    return child;
  }

  /** @param {string} name @param {number} port */
  constructor(name, port) {
    this.name = name;
    this.port = port;
    this.folder = mkdtempSync(join(tmpdir(), 'understudy-bench-'));
  }

  get pid() {
    return this.process.pid;
  }

  #spawn(script, environment) {
    // A file needs nobody to drain it: a pipe would cost this process time on a shared machine.
    const log = openSync(this.#logFile, 'a');
    this.process = spawn(process.execPath, [script], {
      cwd: repository,
      stdio: ['ignore', log, log],
      // Only what a process needs: NODE_ENV and the caller's settings stay outside.
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        HOST: '127.0.0.1',
        PORT: String(this.port),
        DATA_DIR: join(this.folder, 'data'),
        ...environment,
      },
    });
    closeSync(log);
    live.add(this.process);
    this.exited = new Promise((resolve) => this.process.once('exit', resolve));
    void this.exited.then(() => live.delete(this.process));
  }

  get #logFile() {
    return join(this.folder, 'log');
  }

  get log() {
    return readFileSync(this.#logFile, 'utf8').slice(-3000);
  }

  /** Any answer below 500 means that the program listens and has finished its migrations. */
  async #ready() {
    const deadline = Date.now() + readySeconds * 1000;
    while (Date.now() < deadline) {
      if (this.process.exitCode !== null) break;
      const answer = await fetch(`http://127.0.0.1:${this.port}/health`).catch(() => undefined);
      await answer?.arrayBuffer();
      if (answer && answer.status < 500) return;
      await sleep(100);
    }
    throw new Error(`${this.name} did not start\n${this.log}`);
  }

  async stop() {
    const running = () => this.process.exitCode === null && this.process.signalCode === null;
    if (running()) this.process.kill('SIGTERM');
    await Promise.race([this.exited, sleep(stopSeconds * 1000, undefined, { ref: false })]);
    if (running()) {
      this.process.kill('SIGKILL');
      await this.exited;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
