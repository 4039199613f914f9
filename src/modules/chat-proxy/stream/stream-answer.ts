import type { EventStream } from '../../../common/http/answers.decorator.js';
import type { ErrorCode } from '../../../common/errors/catalogue.js';

/** What every route that streams says of it. */
export const STREAM: EventStream = {
  events:
    ': open\nretry: 2000\n\nid: 0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f.000001\ndata: {"type":"start","messageId":"…"}\n\n',
  headers: {
    'X-Session-Id': 'The conversation',
    'X-Turn-Id': 'The turn',
    'X-Message-Id': 'The answer, as a message',
    'Content-Location': 'Where the turn can be followed again',
    'X-Vercel-AI-UI-Message-Stream': '`v1`: AI SDK UI message stream',
  },
};

export const STREAM_DESCRIPTION =
  'Server-sent events: the AI SDK UI message stream v1, ended by `data: [DONE]`. Events of the answer carry an `id`; with it, as ' +
  '`Last-Event-ID` or `?after=` at the turn’s stream, a client gets exactly the rest. A stream that ends without `finish` and `[DONE]` ' +
  'is to be taken up again. Who disconnects stops nothing.';

export const PERSON_REFUSALS: readonly ErrorCode[] = [
  'identity_form_not_allowed',
  'user_has_no_links',
  'user_disabled',
];

export const STREAM_REFUSALS: readonly ErrorCode[] = ['chat_too_many_streams', 'chat_unavailable'];
