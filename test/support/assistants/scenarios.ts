import type { ServerResponse } from 'node:http';
import type { Scenario } from './fake-upstream.js';

/** No upstream's word may reach a person or a log: this stands in every refusal and error of these scenarios. */
export const UPSTREAM_SECRET = 'sk-upstream-words-with-a-key-in-them';

type Delta = Readonly<Record<string, unknown>>;

const open = (reply: ServerResponse): void => {
  reply.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
};
const line = (reply: ServerResponse, data: unknown): void => void reply.write(`data: ${JSON.stringify(data)}\n\n`);
const chunk = (delta: Delta, finish_reason: string | null = null): Delta => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1_700_000_000,
  model: 'fake',
  choices: [{ index: 0, delta, finish_reason }],
});
const say = (reply: ServerResponse, ...words: string[]): void => {
  open(reply);
  line(reply, chunk({ role: 'assistant', content: '' }));
  for (const content of words) line(reply, chunk({ content }));
};
const finish = (
  reply: ServerResponse,
  reason = 'stop',
  usage: unknown = { prompt_tokens: 7, completion_tokens: 3 },
): void => {
  line(reply, chunk({}, reason));
  line(reply, { ...chunk({}), choices: [], usage });
  reply.end('data: [DONE]\n\n');
};

/** The last message, a word at a time, with its usage. */
export const echo: Scenario = (reply, { body }) => {
  const { content } = body.messages.at(-1) ?? { content: '' };
  say(reply, ...(String(content).match(/\S+\s*|\s+/g) ?? []));
  finish(reply);
};

export const answers =
  (words: readonly string[], reason = 'stop'): Scenario =>
  (reply) => {
    say(reply, ...words);
    finish(reply, reason);
  };

/** A word every few milliseconds, for ever: only a closed connection ends it. */
export const endless: Scenario = (reply) => {
  say(reply, 'on ');
  const timer = setInterval(() => line(reply, chunk({ content: 'and on ' })), 5);
  reply.on('close', () => clearInterval(timer));
};

export const withoutUsage: Scenario = (reply) => {
  say(reply, 'four words of answer');
  line(reply, chunk({}, 'stop'));
  reply.end('data: [DONE]\n\n');
};

/** Says that it is done, and leaves the connection open. */
export const lingers: Scenario = (reply) => {
  say(reply, 'That is all.');
  line(reply, chunk({}, 'stop'));
  reply.write('data: [DONE]\n\n');
};

/** A line without an end, longer than any answer. */
export const babbles: Scenario = (reply) => {
  say(reply, 'half an ');
  reply.write('data: {"choices": "');
  const more = (): void => {
    if (!reply.destroyed) reply.write('x'.repeat(64 * 1024), more);
  };
  more();
};

/** What gateways and local servers do: null usage, empty id and model, a chunk about costs after the end, no `[DONE]`. */
export const odd: Scenario = (reply) => {
  open(reply);
  const nameless = { id: '', model: '' };
  line(reply, { ...chunk({ role: 'assistant', content: null }), ...nameless, usage: null });
  line(reply, { ...chunk({ content: 'odd' }), ...nameless, usage: null });
  line(reply, { ...chunk({}, ''), ...nameless, usage: null });
  line(reply, { choices: [], cost: '0.0001' });
  reply.end();
};

export const reasons: Scenario = (reply) => {
  open(reply);
  line(reply, chunk({ reasoning_content: 'Let me ' }));
  line(reply, chunk({ reasoning_content: 'think.' }));
  line(reply, chunk({ content: 'First. ' }));
  line(reply, chunk({ reasoning_content: 'More.' }));
  line(reply, chunk({ content: 'Second.' }));
  finish(reply);
};

const callTool = (reply: ServerResponse): void => {
  const call = (part: Delta): Delta => chunk({ tool_calls: [{ index: 0, ...part }] });
  line(reply, call({ id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{"city":' } }));
  line(reply, call({ function: { arguments: '"Paris"}' } }));
  finish(reply, 'tool_calls');
};

export const callsTool: Scenario = (reply) => {
  open(reply);
  callTool(reply);
};

export const speaksAndCallsTool: Scenario = (reply) => {
  say(reply, 'Let me ', 'look.');
  callTool(reply);
};

/** The body ends, in good order, before the answer does. */
export const cutShort: Scenario = (reply) => {
  say(reply, 'half an ');
  reply.end();
};

export const page: Scenario = (reply) => {
  reply.writeHead(200, { 'content-type': 'text/html' }).end(`<h1>${UPSTREAM_SECRET}</h1>`);
};

export const resets: Scenario = (reply) => {
  say(reply, 'half an ');
  setTimeout(() => reply.socket?.resetAndDestroy(), 30);
};

export const resetsBeforeText: Scenario = (reply) => {
  open(reply);
  setTimeout(() => reply.socket?.resetAndDestroy(), 10);
};

export const resetsAtOnce: Scenario = (reply) => void reply.socket?.resetAndDestroy();

export const failsInBand: Scenario = (reply) => {
  say(reply, 'half an ');
  line(reply, { error: { message: UPSTREAM_SECRET, type: 'server_error', code: 500 } });
  reply.end('data: [DONE]\n\n');
};

/** One line nobody can read, and then a good end that must not be believed. */
export const garbles: Scenario = (reply) => {
  say(reply, 'half an ');
  reply.write(`data: {"choices": [${UPSTREAM_SECRET}\n\n`);
  line(reply, chunk({ content: 'answer' }));
  finish(reply);
};

/** One word, and then nothing on an open connection. */
export const stalls: Scenario = (reply) => say(reply, 'half an ');

/** Keeps the connection open and never says anything. */
export const pings: Scenario = (reply) => {
  open(reply);
  const timer = setInterval(() => reply.write(': ping\n\n'), 5);
  reply.on('close', () => clearInterval(timer));
};

/** Takes the request, and does not even send headers. */
export const silence: Scenario = () => undefined;

export const refuses =
  (status: number, headers: Readonly<Record<string, string>> = {}): Scenario =>
  (reply) => {
    const body = JSON.stringify({
      error: { message: `Incorrect API key: ${UPSTREAM_SECRET}`, type: 'x', code: status },
    });
    reply.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  };

export const redirects =
  (url: string): Scenario =>
  (reply) => {
    reply.writeHead(307, { location: url }).end();
  };

/** For scenarios that are written elsewhere: a word, and a good end. */
export const wordLine = (content: string): string => `data: ${JSON.stringify(chunk({ content }))}\n\n`;
export const LAST_LINES = `data: ${JSON.stringify(chunk({}, 'stop'))}\n\ndata: [DONE]\n\n`;
