let waiting: (() => void)[] = [];

/**
 * Runs something when this turn of the event loop has read what there was to read, together with all else that asked for it: what belongs
 * to requests that came at the same moment then leaves in one go.
 */
export function atEndOfTurn(run: () => void): void {
  if (waiting.push(run) > 1) return;
  setImmediate(() => {
    const all = waiting;
    waiting = [];
    for (const each of all) each();
  });
}
