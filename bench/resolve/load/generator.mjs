import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { processorMicros } from '../servers/processor.mjs';

/** The parent's side of the load generator. One process serves all rounds, so all meet the same warm code. */
export class Generator {
  #child = fork(fileURLToPath(new URL('./main.mjs', import.meta.url)), [], { execArgv: [] });

  /**
   * @param {import('./main.mjs').Round} round
   * @returns {Promise<import('./main.mjs').Result & { serverMicros?: number }>}
   */
  play(round) {
    return new Promise((resolve, reject) => {
      let before;
      let after;
      const gone = (code) => reject(new Error(`the load generator ended with ${code}`));
      const hear = (message) => {
        if (message.measuring) before = processorMicros(round.pid);
        if (message.measured) after = processorMicros(round.pid);
        if (!message.result) return;
        this.#child.off('message', hear).off('exit', gone);
        const spent = before === undefined || after === undefined ? undefined : after - before;
        const { answers } = message.result;
        resolve({ ...message.result, serverMicros: spent === undefined ? undefined : spent / Math.max(1, answers) });
      };
      this.#child.on('message', hear).once('exit', gone);
      this.#child.send(round);
    });
  }

  stop() {
    if (this.#child.connected) this.#child.disconnect();
  }
}
