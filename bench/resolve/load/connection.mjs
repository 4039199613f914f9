import { connect } from 'node:net';

/**
 * One keep-alive connection that asks, waits for the answer, checks it and asks again.
 *
 * It speaks HTTP/1.1 over a bare socket because generator and server share a small machine: a
 * complete HTTP client would take more processor time than the servers being measured. It accepts
 * only what the servers send here (Content-Length bodies); anything else counts as a failure.
 */
export class Connection {
  #question;
  #asked = 0;
  #head = '';
  #body = '';
  #expected = -1;
  #stopped = false;
  #waiting = false;
  #next;

  /**
   * @param {import('./main.mjs').Round} round
   * @param {import('./recorder.mjs').Recorder} recorder
   * @param {typeof import('../traffic.mjs')} traffic what is sent, and which answer is right
   */
  constructor(round, recorder, traffic) {
    this.round = round;
    this.recorder = recorder;
    this.traffic = traffic;
    this.#next = traffic.prepare(round);
    this.finished = new Promise((resolve) => (this.finish = resolve));
    this.socket = connect(round.port, '127.0.0.1', () => this.#ask());
    this.socket.setNoDelay(true);
    this.socket.setEncoding('latin1');
    this.socket.on('data', (chunk) => this.#receive(chunk));
    this.socket.on('error', (error) => this.#fail(`connection: ${error.message}`));
    this.socket.on('close', () => this.#closed());
  }

  stop() {
    this.#stopped = true;
    if (!this.#waiting) this.socket.destroy();
  }

  /** Whoever still waits for an answer this long after the end has lost it. */
  abandon() {
    if (this.#waiting) this.#fail('no answer before the deadline');
  }

  #ask() {
    const { question, text } = this.#next();
    this.#question = question;
    this.#waiting = true;
    this.#asked = performance.now();
    this.socket.write(text, 'latin1');
  }

  /** @param {string} chunk */
  #receive(chunk) {
    // Once the head is known only the length is looked at: a large body would otherwise be searched with each of its pieces.
    if (this.#expected >= 0) this.#body += chunk;
    else if (!this.#begin(this.#head + chunk)) return;
    if (this.#body.length < this.#expected) return;
    if (this.#body.length > this.#expected) return this.#fail('more than one answer to one request');
    this.#answered(this.#head, this.#body);
  }

  /** @param {string} text everything so far @returns {boolean} is the head complete? */
  #begin(text) {
    this.#head = text;
    const headEnd = text.indexOf('\r\n\r\n');
    if (headEnd < 0) return false;
    this.#head = text.slice(0, headEnd);
    const length = /\r\ncontent-length: *(\d+)/i.exec(this.#head)?.[1];
    if (length === undefined) {
      this.#fail(`no Content-Length: ${this.#head}`);
      return false;
    }
    this.#expected = Number(length);
    this.#body = text.slice(headEnd + 4);
    return true;
  }

  /** @param {string} head @param {string} body */
  #answered(head, body) {
    this.recorder.latency(performance.now() - this.#asked);
    this.#head = '';
    this.#body = '';
    this.#expected = -1;
    this.#waiting = false;
    if (!head.startsWith('HTTP/1.1 200 ')) {
      this.recorder.complain('failed', `${head.split('\r\n', 1)[0]} ${body}`);
    } else if (!this.traffic.isRightAnswer(body, this.#question)) {
      this.recorder.complain('wrong', `expected ${JSON.stringify(this.#question)}: ${body}`);
    }
    if (this.#stopped) this.socket.destroy();
    else this.#ask();
  }

  /** @param {string} reason */
  #fail(reason) {
    if (this.#stopped && !this.#waiting) return;
    this.#waiting = false;
    this.#stopped = true;
    this.recorder.complain('failed', reason);
    this.socket.destroy();
  }

  #closed() {
    if (!this.#stopped || this.#waiting) this.#fail('the server closed the connection');
    this.finish();
  }
}
