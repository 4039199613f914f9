import { UpstreamNonsense } from './upstream-failures.js';

/** Nothing of an answer is nearly as long. */
const LONGEST_EVENT_BYTES = 4 * 1024 * 1024;
/** So much of an unfinished line tells what kind of line it is. */
const TELLING_CHARACTERS = 16;
const DONE = /(?:^|\n)data: ?\[DONE\]\r?\n/;
const BLANK_LINE = /\n\r?\n/;

/** Looks at server-sent events as they pass, in whatever pieces they come; what they say is for others to read. */
export class EventWatch {
  private line = '';
  private bytes = 0;
  private ended = false;

  /** The upstream said that nothing comes any more. */
  get over(): boolean {
    return this.ended;
  }

  /** @returns whether something was said: comments only keep a connection open. @throws UpstreamNonsense when an event does not end */
  sees(piece: Buffer): boolean {
    const text = this.line + piece.toString('latin1');
    const line = text.slice(text.lastIndexOf('\n') + 1);
    this.line = line.slice(0, TELLING_CHARACTERS);
    this.bytes = BLANK_LINE.test(text) ? line.length : this.bytes + piece.length;
    if (this.bytes > LONGEST_EVENT_BYTES) throw new UpstreamNonsense('An endless event');
    this.ended ||= DONE.test(text);
    return text.startsWith('data:') || text.includes('\ndata:');
  }
}
