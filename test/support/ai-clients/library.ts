import * as ai7 from 'ai';
import * as ai5 from 'ai-v5';
import * as ai6 from 'ai-v6';

interface UserMessage {
  readonly id: string;
  readonly role: 'user';
  readonly parts: { readonly type: 'text'; readonly text: string }[];
}

export interface Part {
  readonly type: string;
  readonly text?: string;
  readonly state?: string;
}

interface Transport<CHUNK> {
  sendMessages(options: {
    trigger: 'submit-message';
    chatId: string;
    messageId: undefined;
    messages: UserMessage[];
    abortSignal: undefined;
  }): Promise<ReadableStream<CHUNK>>;
  reconnectToStream(options: { chatId: string }): Promise<ReadableStream<CHUNK> | null>;
}

/** What we use of the AI SDK, in words that fit each of its versions. */
interface Library<CHUNK> {
  DefaultChatTransport: new (options: { api: string; fetch: typeof fetch }) => Transport<CHUNK>;
  readUIMessageStream(options: {
    stream: ReadableStream<CHUNK>;
    onError: (error: unknown) => void;
  }): AsyncIterable<{ readonly parts: readonly Part[] }>;
}

/** What one version makes of a stream. */
export interface Heard {
  readonly chunks: readonly { readonly type: string }[];
  /** Of the message, as somebody sees it in the end. */
  readonly parts: readonly Part[];
  /** Refused frames, broken grammar, and the errors that the stream itself tells. */
  readonly errors: readonly string[];
}

/** How a page asks: with a new message, or for the stream that runs. `null` = there is none. */
export type Client = (how: 'send' | 'resume', ask: typeof fetch) => Promise<Heard | null>;

/** The oldest versions we support, and the newest one. */
export const CLIENTS: Readonly<Record<string, Client>> = {
  'ai 5.0.100': clientOf(ai5),
  'ai 6.0.60': clientOf(ai6),
  'ai 7': clientOf(ai7),
};

function clientOf<CHUNK extends { readonly type: string }>(library: Library<CHUNK>): Client {
  return async (how, ask) => {
    const transport = new library.DefaultChatTransport({ api: 'http://understudy.test/chat', fetch: ask });
    const stream = how === 'send' ? await send(transport) : await transport.reconnectToStream({ chatId: 'session' });
    return stream === null ? null : listen(library, stream);
  };
}

function send<CHUNK>(transport: Transport<CHUNK>): Promise<ReadableStream<CHUNK>> {
  const message: UserMessage = { id: 'message', role: 'user', parts: [{ type: 'text', text: 'Hello' }] };
  const asked = { trigger: 'submit-message', chatId: 'session', messageId: undefined, abortSignal: undefined } as const;
  return transport.sendMessages({ ...asked, messages: [message] });
}

async function listen<CHUNK extends { readonly type: string }>(
  library: Library<CHUNK>,
  stream: ReadableStream<CHUNK>,
): Promise<Heard> {
  const [forChunks, forMessage] = stream.tee();
  const errors: string[] = [];
  const chunks: CHUNK[] = [];
  let parts: readonly Part[] = [];
  const note = (error: unknown): void => void errors.push(error instanceof Error ? error.message : String(error));
  const count = async (): Promise<void> => {
    for await (const chunk of forChunks) chunks.push(chunk);
  };
  const show = async (): Promise<void> => {
    for await (const message of library.readUIMessageStream({ stream: forMessage, onError: note }))
      ({ parts } = message);
  };
  await Promise.all([count().catch(note), show().catch(note)]);
  return { chunks, parts: structuredClone(parts), errors };
}
