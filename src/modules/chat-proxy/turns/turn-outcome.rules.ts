import type { AssistantChunk, Usage } from '../assistants/assistant.js';
import type { AnswerComposer, AnswerEnd } from './frames.rules.js';
import type { ClaimedTurn, TurnEnding } from './turn.types.js';

/** Why a running turn is ended from outside. */
export type StopReason = 'cancelled' | 'interrupted' | 'timed_out' | 'fenced';

export class TurnStopped extends Error {
  constructor(readonly why: StopReason) {
    super(why);
  }
}

export type FinishReason = Extract<AssistantChunk, { readonly type: 'end' }>['reason'];
export type TurnOutcome = Omit<AnswerEnd, 'turnId'>;

export const completed = (reason: FinishReason): TurnOutcome => ({
  state: 'completed',
  finishReason: reason,
  error: null,
});

export const cancelled: TurnOutcome = { state: 'cancelled', finishReason: 'other', error: null };

/** The program that ran the turn stopped or died. */
export const interrupted: TurnOutcome = {
  state: 'interrupted',
  finishReason: 'error',
  error: { code: 'interrupted', retryable: true, text: 'The answer was interrupted. Please ask again.' },
};

/** @param text what a person may read; never what an upstream said */
export const failed = (code: string, retryable: boolean, text: string): TurnOutcome => ({
  state: 'failed',
  finishReason: 'error',
  error: { code, retryable, text },
});

export const TIMED_OUT = failed('upstream_timeout', true, 'The answer took too long.');
export const TOO_LONG = failed('answer_too_long', false, 'The answer was longer than an answer may be.');
export const BROKEN = failed('upstream_broken', true, 'The assistant gave no complete answer.');
export const UNEXPECTED = failed('unexpected', true, 'Something went wrong.');

/** @param events how many are in the log before the end */
export function endingOf(
  turn: ClaimedTurn,
  composer: AnswerComposer,
  events: number,
  outcome: TurnOutcome,
  usage: Usage,
): TurnEnding {
  return {
    state: outcome.state,
    events,
    text: composer.text,
    frames: composer.framesOfEnd({ turnId: turn.id, ...outcome }).map((frame) => JSON.stringify(frame)),
    errorCode: outcome.error?.code ?? null,
    usage,
  };
}
