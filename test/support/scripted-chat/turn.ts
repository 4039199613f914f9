import { once, EventEmitter } from 'node:events';
import type { Frame } from './scripts.js';

/** One turn: its frames so far, and whether more may come. */
export class ScriptedTurn {
  private readonly changes = new EventEmitter().setMaxListeners(0);
  private readonly frames: Frame[] = [];
  private over = false;

  constructor(readonly id: string) {}

  append(...frames: readonly Frame[]): void {
    this.frames.push(...frames);
    this.changes.emit('change');
  }

  close(): void {
    this.over = true;
    this.changes.emit('change');
  }

  get closed(): boolean {
    return this.over;
  }

  /** The events after a cursor as bytes, as they come; a cursor we do not know begins anew, compacted. */
  async *bytes(cursor: string | null, forgetful: boolean): AsyncGenerator<string, void, undefined> {
    yield ': open\n\nretry: 5\n\n';
    let next = cursor === null || forgetful ? 0 : Number(cursor.split('.')[1]);
    if (forgetful && cursor !== null) {
      yield 'data: {"type":"data-resync","data":{},"transient":true}\n\n';
      const known = this.frames.length;
      yield* compacted(this.frames, known).map(({ frame, last }) => this.event(frame, last));
      next = known;
    }
    for (;;) {
      for (; next < this.frames.length; next++) yield this.event(this.frames[next], next);
      if (this.over) break;
      await once(this.changes, 'change');
    }
    yield 'data: [DONE]\n\n';
  }

  private event(frame: Frame | undefined, index: number): string {
    return `id: ${this.id}.${String(index + 1).padStart(8, '0')}\ndata: ${JSON.stringify(frame)}\n\n`;
  }
}

/** Deltas of one part that follow each other become one; `last` is the place of the last frame in it. */
function compacted(frames: readonly Frame[], count: number): { readonly frame: Frame; readonly last: number }[] {
  const out: { frame: Frame; last: number }[] = [];
  frames.slice(0, count).forEach((frame, last) => {
    const before = out.at(-1);
    if (before?.frame.type === 'text-delta' && frame.type === 'text-delta' && before.frame.id === frame.id) {
      out[out.length - 1] = { frame: { ...frame, delta: `${String(before.frame.delta)}${String(frame.delta)}` }, last };
    } else {
      out.push({ frame, last });
    }
  });
  return out;
}
