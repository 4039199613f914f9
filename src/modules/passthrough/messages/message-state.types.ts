import type { SentMessage } from './message.types.js';

/** `failed`: certainly not sent, may be tried again. `unknown`: may have been sent, is never sent again. */
export type MessageState = 'sending' | 'sent' | 'failed' | 'unknown';

export type KeptMessage =
  | { readonly state: 'sent'; readonly answer: SentMessage }
  | { readonly state: 'sending' | 'failed' | 'unknown'; readonly answer: null };
