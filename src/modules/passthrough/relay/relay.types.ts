import type { AnswerHeaders } from './relay-headers.rules.js';

/** Where an answer goes as it comes. */
export interface AnswerSink {
  /** false: this answer is not wanted; it is read to its end and forgotten. */
  begin(status: number, headers: AnswerHeaders): boolean;
  /** false: no more until `onReady` calls back. */
  write(piece: Buffer): boolean;
  onReady(again: () => void): void;
  end(): void;
  /** The platform broke off in the middle; the caller must not take what came for the whole. */
  breakOff(): void;
}

/** How an exchange ended. `gone`: the caller went away first. `cut`: the platform broke off behind the status. */
export interface Exchanged {
  readonly end: 'answered' | 'cut' | 'gone';
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** Of the answer's body, as they came (packed ones packed). */
  readonly bytes: number;
}

export interface ExchangeRequest {
  readonly origin: string;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Why no answer came. `refused` is an error of ours in the body, e.g. that it is too large. */
export type Unanswered = 'unreachable' | 'too_slow' | 'broken' | 'gone';
