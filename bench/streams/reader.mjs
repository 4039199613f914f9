import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** One connection that reads a stream of events, and notes how long each word was on its way. */
export class Reader {
  /** Requests that were sent away for a moment, of all readers. */
  static refusals = 0;

  /** @param {{ port: number, path: string, method?: string, headers?: Record<string, string>, body?: object }} target @param {number[]} latencies */
  static async open(target, latencies = []) {
    const reader = await Reader.ask(target, latencies);
    if (!(reader instanceof Refusal)) return reader;
    Reader.refusals++;
    await sleep(reader.retryAfterSeconds * 1_000);
    return Reader.open(target, latencies);
  }

  static ask(target, latencies) {
    const reader = new Reader(latencies);
    return new Promise((resolve, reject) => {
      const { port, path, method = 'GET', headers = {}, body } = target;
      const text = body && JSON.stringify(body);
      const type = text ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } : {};
      reader.call = request({ port, host: '127.0.0.1', path, method, agent: false, headers: { ...headers, ...type } });
      reader.call.on('error', reject);
      reader.call.on('response', (response) => {
        const { statusCode, headers: told } = response;
        // A program that is too busy says so, and a client comes again.
        if (statusCode === 503) return resolve(new Refusal(Number(told['retry-after'] ?? 1)));
        if (statusCode !== 200) return reject(new Error(`${path} gave ${statusCode}`));
        reader.follow(response);
        resolve(reader);
      });
      reader.call.end(text);
    });
  }

  /** @param {number[]} latencies */
  constructor(latencies) {
    this.latencies = latencies;
    this.words = 0;
    this.rest = '';
  }

  follow(response) {
    this.response = response;
    this.turn = response.headers['x-turn-id'];
    this.ended = new Promise((resolve) => response.on('close', resolve));
    response.on('error', () => {});
    response.setEncoding('utf8').on('data', (text) => this.take(text));
  }

  take(text) {
    const now = performance.timeOrigin + performance.now();
    const blocks = (this.rest + text).split('\n\n');
    this.rest = blocks.pop();
    for (const block of blocks) {
      const data = /^data: (\{.*\})$/m.exec(block)?.[1];
      const { type, delta } = data ? JSON.parse(data) : {};
      if (type !== 'text-delta') continue;
      for (const said of delta.trim().split(' ')) {
        this.words++;
        this.latencies.push(now - Number(said));
      }
    }
  }

  leave() {
    this.call.destroy();
  }
}

class Refusal {
  /** @param {number} retryAfterSeconds */
  constructor(retryAfterSeconds) {
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
