import type { Assistant } from '../../src/modules/chat-proxy/assistants/assistant.js';
import { EchoAssistant } from '../../src/modules/chat-proxy/assistants/echo-assistant.js';
import { breaches, conversation, listenTo } from '../support/assistants/conversation.js';
import { startFakeUpstream, type FakeUpstream } from '../support/assistants/fake-upstream.js';
import { openAi } from '../support/assistants/open-ai.js';
import { echo, endless } from '../support/assistants/scenarios.js';

const TEXT = 'Say  this back:\n"naïve 🙂 日本語" – every\tletter of it.';

let upstream: FakeUpstream;
beforeAll(async () => {
  upstream = await startFakeUpstream();
});
afterAll(() => upstream.close());

/** What every assistant keeps, whoever is behind it. `make` gives one that says the last message back. */
describe.each<[string, () => Assistant]>([
  ['echo', () => new EchoAssistant({ wordMs: 0 })],
  ['openai', () => openAi(upstream).assistant],
])('the assistant %s', (name, make) => {
  beforeEach(() => upstream.play(echo));

  it('answers with whole parts, its usage, and one end', async () => {
    const { chunks, text, thrown } = await listenTo(make(), conversation(TEXT));
    expect({ text, thrown, breaches: breaches(chunks, true) }).toEqual({ text: TEXT, thrown: null, breaches: [] });
    expect(chunks.at(-1)).toEqual({ type: 'end', reason: 'stop' });
    expect(chunks.filter(({ type }) => type === 'text-delta').length).toBeGreaterThan(5);
    expect(chunks.filter(({ type }) => type === 'usage')).toHaveLength(1);
  });

  it('is named', () => {
    expect(make().name).toBe(name);
  });

  it('keeps two turns at once apart', async () => {
    const assistant = make();
    const texts = Array.from({ length: 8 }, (_, index) => `this is turn ${index}, and no other`);
    const endings = await Promise.all(texts.map((text) => listenTo(assistant, conversation(text))));
    expect(endings.map(({ text }) => text)).toEqual(texts);
  });

  it('does nothing for a turn that was cancelled before it began', async () => {
    const reason = new Error('cancelled');
    const { chunks, thrown } = await listenTo(make(), conversation(TEXT), AbortSignal.abort(reason));
    expect({ chunks, thrown }).toEqual({ chunks: [], thrown: reason });
    expect(upstream.requests).toEqual([]);
  });
});

describe.each<[string, () => Assistant]>([
  ['echo', () => new EchoAssistant({ wordMs: 5 })],
  ['openai', () => openAi(upstream).assistant],
])('the assistant %s, in the middle of a long answer', (_name, make) => {
  const context = conversation('word '.repeat(6_000));
  beforeEach(() => upstream.play(endless));

  it('stops when it is cancelled, with the reason of whoever cancelled', async () => {
    const cancel = new AbortController();
    const reason = new Error('cancelled');
    let words = 0;
    const { chunks, thrown } = await listenTo(make(), context, cancel.signal, ({ type }) => {
      if (type === 'text-delta' && ++words === 3) cancel.abort(reason);
    });
    expect(thrown).toBe(reason);
    expect(chunks.filter(({ type }) => type === 'text-delta').length).toBeLessThan(6);
    expect(chunks.map(({ type }) => type)).not.toContain('end');
  });

  it('stops while nobody asks for the next word', async () => {
    const cancel = new AbortController();
    const answer = make().run(context, cancel.signal)[Symbol.asyncIterator]();
    await answer.next();
    cancel.abort(new Error('cancelled'));
    const rest = async (): Promise<void> => {
      while (!(await answer.next()).done);
    };
    await expect(rest()).rejects.toThrow('cancelled');
  });

  it('can be left by its listener', async () => {
    let heard = 0;
    for await (const { type } of make().run(context, new AbortController().signal)) {
      if (type === 'text-delta' && ++heard === 3) break;
    }
    expect(heard).toBe(3);
  });
});
