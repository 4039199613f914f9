import type { Readable } from 'node:stream';
import type { Actor } from '../../common/access/actor.js';
import type { UserCaller } from '../../common/access/caller.js';
import type { AnswerSink } from './relay/relay.types.js';
import type { RawHeaders } from './relay/relay-headers.rules.js';

/** A call to be relayed. */
export interface RelayedCall {
  readonly caller: UserCaller;
  readonly accountId: string;
  readonly actor: Actor;
  readonly method: string;
  /** What follows `/v1/passthrough/<platform>/` in the request target, as it came, with query. */
  readonly rest: string;
  readonly headers: RawHeaders;
  /** undefined: a request without body. */
  readonly body: Readable | undefined;
  /** `Content-Length`; null for chunked bodies. */
  readonly bodyBytes: number | null;
  readonly sink: AnswerSink;
  /** Calls back when the caller goes away before the answer ended. */
  readonly onGone: (leave: () => void) => void;
}
