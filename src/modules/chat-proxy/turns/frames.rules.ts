import type { AssistantChunk } from '../assistants/assistant.js';
import type { EndState } from './turn.types.js';

/** One event of a stream: a chunk of the AI SDK UI message stream v1, in the subset that `ai` 5, 6 and 7 all accept. */
export interface Frame {
  readonly type: string;
  readonly [member: string]: unknown;
}

/** How an answer ended, and what a person may read of it. */
export interface AnswerEnd {
  readonly turnId: string;
  readonly state: EndState;
  readonly finishReason: string;
  readonly error: { readonly code: string; readonly retryable: boolean; readonly text: string } | null;
}

/** The assistant sent something that no stream may hold: a part that was never begun, or begun twice. */
export class BrokenAnswer extends Error {}

type PartKind = 'text' | 'reasoning';

/**
 * Turns what an assistant says into frames: `start`, one text per step, everything that was begun is ended. It knows where the answer
 * stands by its frames alone, so that whoever finds a log without an end can write the right one.
 */
export class AnswerComposer {
  private started = false;
  private stepOpen = false;
  private textInStep = false;
  private readonly openParts = new Map<string, PartKind>();
  private readonly blocks: string[] = [];

  constructor(private readonly answerId: string) {}

  /** Picks an answer up where its log stands. */
  static after(answerId: string, frames: readonly Frame[]): AnswerComposer {
    const composer = new AnswerComposer(answerId);
    for (const frame of frames) composer.note(frame);
    return composer;
  }

  /** What the person reads: the texts of all steps. */
  get text(): string {
    return this.blocks.join('\n\n');
  }

  begin(): Frame[] {
    return this.started ? [] : this.noted([{ type: 'start', messageId: this.answerId }]);
  }

  /** @throws BrokenAnswer */
  framesOf(chunk: AssistantChunk): Frame[] {
    switch (chunk.type) {
      case 'text-start':
      case 'reasoning-start':
        if (this.openParts.has(chunk.id)) throw new BrokenAnswer('a part was begun twice');
        return [...this.openStep(chunk.type === 'text-start'), ...this.noted([{ type: chunk.type, id: chunk.id }])];
      case 'text-delta':
      case 'reasoning-delta':
        this.requireOpen(chunk);
        if (chunk.delta === '') return [];
        return this.noted([{ type: chunk.type, id: chunk.id, delta: chunk.delta }]);
      case 'text-end':
      case 'reasoning-end':
        this.requireOpen(chunk);
        return this.noted([{ type: chunk.type, id: chunk.id }]);
      case 'tool-input-available':
      case 'tool-output-available':
      case 'tool-output-error':
        return [...this.openStep(false), ...this.noted([toolFrame(chunk)])];
      case 'next-step':
        return this.closeStep();
      case 'usage':
      case 'end':
        return [];
    }
  }

  /** The last frames of the answer; `[DONE]` follows them on the wire. */
  framesOfEnd(end: AnswerEnd): Frame[] {
    const closing = [...this.begin(), ...this.closeStep()];
    const { error, turnId } = end;
    if (error !== null) {
      const { code, retryable } = error;
      closing.push({ type: 'data-error', data: { code, retryable, turnId }, transient: true });
      closing.push({ type: 'error', errorText: error.text });
    }
    if (end.state === 'cancelled') closing.push({ type: 'abort' });
    return [...closing, { type: 'finish', finishReason: end.finishReason }];
  }

  private openStep(forText: boolean): Frame[] {
    // Chat clients glue two texts of one step together, so each text gets a step of its own.
    const closing = forText && this.textInStep ? this.closeStep() : [];
    const opening = this.stepOpen ? [] : this.noted([{ type: 'start-step' }]);
    return [...this.begin(), ...closing, ...opening];
  }

  private closeStep(): Frame[] {
    const ends = [...this.openParts].map(([id, kind]) => ({ type: `${kind}-end`, id }));
    return this.noted([...ends, ...(this.stepOpen ? [{ type: 'finish-step' }] : [])]);
  }

  private requireOpen({ type, id }: { readonly type: string; readonly id: string }): void {
    if (this.openParts.get(id) !== kindOf(type)) throw new BrokenAnswer('a part was not begun');
  }

  private noted(frames: Frame[]): Frame[] {
    for (const frame of frames) this.note(frame);
    return frames;
  }

  private note(frame: Frame): void {
    const id = String(frame.id);
    if (frame.type === 'start') this.started = true;
    else if (frame.type === 'start-step') this.stepOpen = true;
    else if (frame.type === 'finish-step') this.stepOpen = this.textInStep = false;
    else if (frame.type === 'text-start' || frame.type === 'reasoning-start') this.noteStart(id, kindOf(frame.type));
    else if (frame.type === 'text-end' || frame.type === 'reasoning-end') this.openParts.delete(id);
    else if (frame.type === 'text-delta') this.blocks.push((this.blocks.pop() ?? '') + String(frame.delta));
  }

  private noteStart(id: string, kind: PartKind): void {
    this.openParts.set(id, kind);
    if (kind !== 'text') return;
    this.textInStep = true;
    this.blocks.push('');
  }
}

const kindOf = (type: string): PartKind => (type.startsWith('text') ? 'text' : 'reasoning');

/** Only the members that every version of the transport knows. */
function toolFrame(chunk: Extract<AssistantChunk, { readonly toolCallId: string }>): Frame {
  const { type, toolCallId } = chunk;
  if (type === 'tool-input-available') return { type, toolCallId, toolName: chunk.toolName, input: chunk.input };
  if (type === 'tool-output-available') return { type, toolCallId, output: chunk.output };
  return { type, toolCallId, errorText: chunk.errorText };
}

const isDelta = ({ type }: Frame): boolean => type === 'text-delta' || type === 'reasoning-delta';

/** Both deltas as one, or null when they do not belong together. */
export function mergedDelta(one: Frame, next: Frame): Frame | null {
  if (!isDelta(one) || one.type !== next.type || one.id !== next.id) return null;
  return { ...one, delta: String(one.delta) + String(next.delta) };
}

/** An answer whose log is gone, from the text that is kept. */
export function rebuiltFrames(answerId: string, text: string): Frame[] {
  const start = { type: 'start', messageId: answerId };
  if (text === '') return [start];
  const id = 'text';
  return [
    start,
    { type: 'start-step' },
    { type: 'text-start', id },
    { type: 'text-delta', id, delta: text },
    { type: 'text-end', id },
    { type: 'finish-step' },
  ];
}
