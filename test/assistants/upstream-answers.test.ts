import { breaches, conversation, listenTo, type Ending } from '../support/assistants/conversation.js';
import { startFakeUpstream, type FakeUpstream, type Scenario } from '../support/assistants/fake-upstream.js';
import { openAi, UPSTREAM_KEY } from '../support/assistants/open-ai.js';
import * as upstreams from '../support/assistants/scenarios.js';

let upstream: FakeUpstream;
beforeAll(async () => {
  upstream = await startFakeUpstream();
});
afterAll(() => upstream.close());

async function answerOf(scenario: Scenario): Promise<Ending> {
  upstream.play(scenario);
  const ending = await listenTo(openAi(upstream).assistant, conversation('How are you?'));
  expect({ thrown: ending.thrown, breaches: breaches(ending.chunks, true) }).toEqual({ thrown: null, breaches: [] });
  return ending;
}

describe('what an OpenAI-compatible upstream is asked', () => {
  it('is the model, the whole conversation, and for its usage, with our key', async () => {
    await answerOf(upstreams.echo);
    expect(upstream.requests).toEqual([
      {
        path: '/v1/chat/completions',
        authorization: `Bearer ${UPSTREAM_KEY}`,
        body: {
          model: 'fake',
          messages: [
            { role: 'user', content: 'Good morning' },
            { role: 'assistant', content: 'Good morning to you.' },
            { role: 'user', content: 'How are you?' },
          ],
          stream: true,
          stream_options: { include_usage: true },
        },
      },
    ]);
  });

  it('carries no authorization when there is no key', async () => {
    upstream.play(upstreams.echo);
    await listenTo(openAi(upstream, { apiKey: null }).assistant, conversation('How are you?'));
    expect(upstream.requests).toMatchObject([{ authorization: null }]);
  });
});

describe('what an OpenAI-compatible upstream answers', () => {
  it('comes with the usage it told', async () => {
    const { chunks } = await answerOf(upstreams.echo);
    expect(chunks).toContainEqual({ type: 'usage', usage: { inputTokens: 7, outputTokens: 3, estimated: false } });
  });

  it('comes with our estimate when it told none', async () => {
    const { chunks } = await answerOf(upstreams.withoutUsage);
    expect(chunks).toContainEqual({ type: 'usage', usage: { inputTokens: 23, outputTokens: 5, estimated: true } });
  });

  it('is over when the upstream says so, though the connection stays open', async () => {
    const { text } = await answerOf(upstreams.lingers);
    expect(text).toBe('That is all.');
  });

  it('may be as odd as gateways and local servers are', async () => {
    const { text, chunks } = await answerOf(upstreams.odd);
    expect(text).toBe('odd');
    expect(chunks.at(-1)).toEqual({ type: 'end', reason: 'other' });
  });

  it('keeps what the model thinks apart, and gives each text a step', async () => {
    const { chunks } = await answerOf(upstreams.reasons);
    expect(chunks.filter(({ type }) => type !== 'usage')).toEqual([
      { type: 'reasoning-start', id: 'reasoning-1' },
      { type: 'reasoning-delta', id: 'reasoning-1', delta: 'Let me ' },
      { type: 'reasoning-delta', id: 'reasoning-1', delta: 'think.' },
      { type: 'reasoning-end', id: 'reasoning-1' },
      { type: 'text-start', id: 'text-2' },
      { type: 'text-delta', id: 'text-2', delta: 'First. ' },
      { type: 'text-end', id: 'text-2' },
      { type: 'reasoning-start', id: 'reasoning-3' },
      { type: 'reasoning-delta', id: 'reasoning-3', delta: 'More.' },
      { type: 'reasoning-end', id: 'reasoning-3' },
      { type: 'next-step' },
      { type: 'text-start', id: 'text-4' },
      { type: 'text-delta', id: 'text-4', delta: 'Second.' },
      { type: 'text-end', id: 'text-4' },
      { type: 'end', reason: 'stop' },
    ]);
  });

  it('may be the call of a tool', async () => {
    const { chunks } = await answerOf(upstreams.callsTool);
    expect(chunks).toContainEqual({
      type: 'tool-input-available',
      toolCallId: 'call_1',
      toolName: 'weather',
      input: { city: 'Paris' },
    });
    expect(chunks.at(-1)).toEqual({ type: 'end', reason: 'tool-calls' });
  });

  it.each([
    ['length', 'length'],
    ['content_filter', 'content-filter'],
  ])('says why it ended: %s', async (reason, expected) => {
    const { chunks } = await answerOf(upstreams.answers(['Well,'], reason));
    expect(chunks.at(-1)).toEqual({ type: 'end', reason: expected });
  });
});
