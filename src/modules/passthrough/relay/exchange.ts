import type { Dispatcher } from 'undici';
import type { RelayBody } from './relay-body.js';
import type { AnswerSink, Exchanged, ExchangeRequest } from './relay.types.js';
import type { AnswerHeaders } from './relay-headers.rules.js';

/** The caller went away. */
export class CallerGone extends Error {
  readonly code = 'CALLER_GONE';
}

/** Longest answer that is read only to keep its connection in use; a longer one costs its connection. */
const FORGOTTEN_BYTES = 128 * 1024;

/**
 * One request to a platform and its answer, handed on piece by piece: nothing is kept, and the platform is read no faster than the caller
 * reads. Written against undici's dispatch, as its streams would cost as much again as everything else here.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | null = null;
  private given: { readonly status: number; readonly headers: AnswerHeaders } | null = null;
  private wanted = false;
  private left: CallerGone | null = null;
  private bytes = 0;
  private settle!: { readonly done: (value: Exchanged) => void; readonly fail: (reason: unknown) => void };

  constructor(private readonly sink: AnswerSink) {}

  /** @throws the transport's error when no answer began (see failure.rules.ts), or what the body threw */
  run(dispatcher: Dispatcher, request: ExchangeRequest, body: RelayBody): Promise<Exchanged> {
    return new Promise((done, fail) => {
      this.settle = { done, fail };
      if (this.left) return fail(this.left);
      const { origin, path, method, headers } = request;
      const sent = body.kind === 'none' ? null : body.kind === 'whole' ? body.bytes : body.pieces;
      dispatcher.dispatch(
        {
          origin,
          path,
          method,
          headers,
          body: sent as Dispatcher.DispatchOptions['body'],
        },
        this,
      );
    });
  }

  /** The caller went away: the platform's work is cancelled. */
  leave(): void {
    this.left ??= new CallerGone();
    this.controller?.abort(this.left);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.left) controller.abort(this.left);
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: AnswerHeaders): void {
    if (status < 200) return;
    this.given = { status, headers };
    this.wanted = this.sink.begin(status, headers);
  }

  onResponseData(controller: Dispatcher.DispatchController, piece: Buffer): void {
    this.bytes += piece.length;
    if (!this.wanted) {
      if (this.bytes > FORGOTTEN_BYTES) controller.abort(new Error('An answer that nobody wants is long'));
      return;
    }
    if (this.sink.write(piece)) return;
    controller.pause();
    this.sink.onReady(() => controller.resume());
  }

  onResponseEnd(): void {
    if (!this.given) return this.settle.fail(new Error('An answer ended that never began'));
    if (this.wanted) this.sink.end();
    this.settle.done({ end: 'answered', ...this.given, bytes: this.bytes });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (!this.given) return this.settle.fail(error);
    if (this.wanted) this.sink.breakOff();
    const end = this.left ? 'gone' : this.wanted ? 'cut' : 'answered';
    this.settle.done({ end, ...this.given, bytes: this.bytes });
  }
}
