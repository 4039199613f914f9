import type { LanguageModelV4StreamPart, LanguageModelV4ToolCall } from '@ai-sdk/provider';
import type { AssistantChunk, AssistantContext, Usage } from './assistant.js';
import { estimateTokens, estimateUsage } from './token-estimate.rules.js';
import { upstreamError, UpstreamGaveUp, UpstreamNonsense } from './upstream-failures.js';

type BlockKind = 'text' | 'reasoning';
type Finish = Extract<LanguageModelV4StreamPart, { type: 'finish' }>;
type EndReason = Extract<AssistantChunk, { type: 'end' }>['reason'];

/**
 * Turns what the AI SDK makes of a model's words into chunks: ids that are unique in the turn (the SDK's repeat), one text block in a
 * step, no end without a reason.
 */
export class AnswerParts {
  private open: { readonly kind: BlockKind; readonly id: string } | null = null;
  private blocks = 0;
  private stepHasText = false;
  private outputTokens = 0;
  private begun = false;
  private finished: Finish | null = null;
  private readonly tools: LanguageModelV4ToolCall[] = [];

  constructor(private readonly messages: AssistantContext['messages']) {}

  /** Something was handed out, so the answer cannot begin anew. */
  get started(): boolean {
    return this.begun;
  }

  /** @throws UpstreamNonsense, UpstreamGaveUp: then `close` makes what was handed out whole */
  take(part: LanguageModelV4StreamPart): AssistantChunk[] {
    if (part.type === 'text-delta') return this.say('text', part.delta);
    if (part.type === 'reasoning-delta') return this.say('reasoning', part.delta);
    if (part.type === 'error') throw upstreamError(part.error);
    if (part.type === 'tool-call') this.tools.push(part);
    else if (part.type === 'finish') this.finished = part;
    return [];
  }

  /** The upstream said all. @throws UpstreamNonsense, UpstreamGaveUp */
  finish(): AssistantChunk[] {
    const reason = endReasonOf(this.finished);
    const calls = this.tools.map(({ toolCallId, toolName, input }): AssistantChunk => {
      this.outputTokens += estimateTokens(input);
      return { type: 'tool-input-available', toolCallId, toolName, input: inputOf(input) };
    });
    return [...this.endBlock(), ...calls, { type: 'usage', usage: this.usage() }, { type: 'end', reason }];
  }

  /** What is missing when the answer breaks off: the end of its open block, and what it took so far. */
  close(): AssistantChunk[] {
    if (!this.begun) return [];
    return [...this.endBlock(), { type: 'usage', usage: estimateUsage(this.messages, this.outputTokens) }];
  }

  private say(kind: BlockKind, delta: string): AssistantChunk[] {
    const start = this.open?.kind === kind ? [] : this.startBlock(kind);
    this.begun = true;
    this.outputTokens += estimateTokens(delta);
    return [...start, { type: `${kind}-delta`, id: this.open?.id ?? '', delta }];
  }

  /** Clients glue two text blocks of one step together, so the second one gets a step of its own. */
  private startBlock(kind: BlockKind): AssistantChunk[] {
    const before = this.endBlock();
    const step: AssistantChunk[] = kind === 'text' && this.stepHasText ? [{ type: 'next-step' }] : [];
    if (kind === 'text') this.stepHasText = true;
    this.blocks++;
    this.open = { kind, id: `${kind}-${this.blocks}` };
    return [...before, ...step, { type: `${kind}-start`, id: this.open.id }];
  }

  private endBlock(): AssistantChunk[] {
    if (this.open === null) return [];
    const { kind, id } = this.open;
    this.open = null;
    return [{ type: `${kind}-end`, id }];
  }

  private usage(): Usage {
    const estimate = estimateUsage(this.messages, this.outputTokens);
    // As it was told: what was left out is 0 in the SDK's own numbers.
    const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = this.finished?.usage.raw ?? {};
    if (!inputTokens && !outputTokens) return estimate;
    return {
      inputTokens: typeof inputTokens === 'number' ? inputTokens : estimate.inputTokens,
      outputTokens: typeof outputTokens === 'number' ? outputTokens : estimate.outputTokens,
      estimated: typeof inputTokens !== 'number' || typeof outputTokens !== 'number',
    };
  }
}

/** @throws UpstreamGaveUp: gateways tell a failure of whoever is behind them like this */
function endReasonOf(finish: Finish | null): EndReason {
  const { unified = 'error', raw } = finish?.finishReason ?? {};
  if (raw === 'error') throw new UpstreamGaveUp('The finish reason is an error');
  if (unified === 'error') throw new UpstreamNonsense('The stream ended without a finish reason');
  return unified === 'interrupted' ? 'other' : unified;
}

/** A tool without an input may come without one. @throws UpstreamNonsense */
function inputOf(json: string): unknown {
  if (json === '') return {};
  try {
    return JSON.parse(json) as unknown;
  } catch {
    throw new UpstreamNonsense('The input of a tool is not JSON');
  }
}
