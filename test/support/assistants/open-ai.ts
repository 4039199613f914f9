import { createLogger } from '../../../src/common/logging/logger.js';
import { OpenAiAssistant, type OpenAiOptions } from '../../../src/modules/chat-proxy/assistants/openai-assistant.js';
import type { FakeUpstream } from './fake-upstream.js';

export const UPSTREAM_KEY = 'sk-the-key-that-is-ours';

/** An assistant that asks the fake, with deadlines a test can wait for. `logs` is everything it logged so far. */
export function openAi(
  { baseUrl }: Pick<FakeUpstream, 'baseUrl'>,
  options: Partial<OpenAiOptions> = {},
): { assistant: OpenAiAssistant; logs: () => string } {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line) => void lines.push(line) });
  const patient = { totalMs: 10_000, firstChunkMs: 5_000, betweenChunksMs: 5_000, backoffMs: 5 };
  const assistant = new OpenAiAssistant(
    { baseUrl, apiKey: UPSTREAM_KEY, model: 'fake', ...patient, ...options },
    logger,
  );
  return { assistant, logs: () => lines.join('') };
}
