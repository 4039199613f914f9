import type {
  Assistant,
  AssistantChunk,
  AssistantContext,
} from '../../../src/modules/chat-proxy/assistants/assistant.js';

let turns = 0;

/** A turn of its own whose newest message is this. */
export function conversation(text: string): AssistantContext {
  turns++;
  const messages = [
    { role: 'user', text: 'Good morning' },
    { role: 'assistant', text: 'Good morning to you.' },
    { role: 'user', text },
  ] as const;
  return { turnId: `turn-${turns}`, sessionId: 'session', userId: 'user', messages };
}

/** All of an answer; `thrown` is null when it ended by itself. */
export interface Ending {
  readonly chunks: readonly AssistantChunk[];
  readonly text: string;
  readonly thrown: unknown;
}

/** @param watch sees each chunk as it comes */
export async function listenTo(
  assistant: Assistant,
  context: AssistantContext,
  signal: AbortSignal = new AbortController().signal,
  watch: (chunk: AssistantChunk) => void = () => undefined,
): Promise<Ending> {
  const chunks: AssistantChunk[] = [];
  const ending = (thrown: unknown): Ending => ({ chunks, text: textOf(chunks), thrown });
  try {
    for await (const chunk of assistant.run(context, signal)) {
      chunks.push(chunk);
      watch(chunk);
    }
    return ending(null);
  } catch (error) {
    return ending(error);
  }
}

export function textOf(chunks: readonly AssistantChunk[]): string {
  return chunks.map((chunk) => (chunk.type === 'text-delta' ? chunk.delta : '')).join('');
}

/** Every way in which these chunks break the promise of the port; an answer that was cut may lack its end. */
export function breaches(chunks: readonly AssistantChunk[], whole: boolean): string[] {
  const ends = chunks.filter(({ type }) => type === 'end').length;
  return [
    ...brokenBlocks(chunks),
    ...crowdedSteps(chunks),
    ...(ends === (whole ? 1 : 0) ? [] : [`${ends} ends`]),
    ...(whole && chunks.at(-1)?.type !== 'end' ? ['the end is not the last chunk'] : []),
  ];
}

function brokenBlocks(chunks: readonly AssistantChunk[]): string[] {
  const open = new Set<string>();
  const used = new Set<string>();
  const found: string[] = [];
  for (const chunk of chunks) {
    if (!('id' in chunk)) continue;
    const { type, id } = chunk;
    if (type.endsWith('-start')) {
      if (used.has(id)) found.push(`${id} is used twice`);
      used.add(id);
      open.add(id);
    } else if (!open.has(id)) {
      found.push(`${type} of ${id}, which is not open`);
    }
    if (type.endsWith('-end')) open.delete(id);
  }
  return [...found, ...[...open].map((id) => `${id} never ends`)];
}

function crowdedSteps(chunks: readonly AssistantChunk[]): string[] {
  const steps = [0];
  for (const { type } of chunks) {
    if (type === 'next-step') steps.push(0);
    if (type === 'text-start') steps.push((steps.pop() ?? 0) + 1);
  }
  return steps.some((texts) => texts > 1) ? ['two text blocks in one step'] : [];
}
