import { AssistantFailure, type AssistantChunk } from '../../src/modules/chat-proxy/assistants/assistant.js';
import { breaches, conversation, listenTo, type Ending } from '../support/assistants/conversation.js';
import { startFakeUpstream, type FakeUpstream, type Scenario } from '../support/assistants/fake-upstream.js';
import { openAi, UPSTREAM_KEY } from '../support/assistants/open-ai.js';
import * as upstreams from '../support/assistants/scenarios.js';
import { eventually } from '../support/eventually.js';

/** For upstreams that would keep us waiting; a busy machine must not look like one of them. */
const HASTY = { firstChunkMs: 250, betweenChunksMs: 250 };

let upstream: FakeUpstream;
beforeAll(async () => {
  upstream = await startFakeUpstream();
});
afterAll(() => upstream.close());

async function ask(options = {}): Promise<Ending & { readonly logs: string }> {
  const { assistant, logs } = openAi(upstream, options);
  const ending = await listenTo(assistant, conversation('How are you?'));
  return { ...ending, logs: logs() };
}

const codeOf = (thrown: unknown): string =>
  thrown instanceof AssistantFailure ? thrown.code : `not a failure: ${String(thrown)}`;
const usageOf = (chunks: readonly AssistantChunk[]): AssistantChunk | undefined =>
  chunks.find(({ type }) => type === 'usage');

describe('an upstream that fails', () => {
  it.each<[string, Scenario, string, string, number]>([
    ['ends without a finish reason', upstreams.cutShort, 'upstream_broken', 'half an ', 1],
    ['answers with a page', upstreams.page, 'upstream_broken', '', 1],
    ['resets the connection in the middle', upstreams.resets, 'upstream_unavailable', 'half an ', 1],
    ['resets the connection at once, each time', upstreams.resetsAtOnce, 'upstream_unavailable', '', 3],
    ['tells of its failure in the stream', upstreams.failsInBand, 'upstream_unavailable', 'half an ', 1],
    ['sends one line that nobody can read', upstreams.garbles, 'upstream_broken', 'half an ', 1],
    ['sends a line without an end', upstreams.babbles, 'upstream_broken', 'half an ', 1],
    ['stalls after the first word', upstreams.stalls, 'upstream_timeout', 'half an ', 1],
    ['sends nothing but comments', upstreams.pings, 'upstream_timeout', '', 3],
    ['never sends headers', upstreams.silence, 'upstream_timeout', '', 3],
    ['is too busy each time', upstreams.refuses(429), 'upstream_rate_limited', '', 3],
    ['breaks each time', upstreams.refuses(500), 'upstream_unavailable', '', 3],
    ['does not take our key', upstreams.refuses(401), 'upstream_refused', '', 1],
    ['does not take the request', upstreams.refuses(400), 'upstream_refused', '', 1],
    ['sends us elsewhere, each time', upstreams.redirects('http://127.0.0.1:9/'), 'upstream_unavailable', '', 3],
  ])('and %s: ends as it must, with what was said kept', async (_what, scenario, code, text, attempts) => {
    upstream.play(scenario);
    const ending = await ask(code === 'upstream_timeout' ? HASTY : {});
    expect({ code: codeOf(ending.thrown), text: ending.text }).toEqual({ code, text });
    expect(upstream.requests).toHaveLength(attempts);
    expect(breaches(ending.chunks, false)).toEqual([]);
    if (text !== '') expect(usageOf(ending.chunks)).toMatchObject({ usage: { outputTokens: 2, estimated: true } });
  });

  it.each<[string, Scenario]>([
    ['a page', upstreams.page],
    ['an error in the stream', upstreams.failsInBand],
    ['an unreadable line', upstreams.garbles],
    ['a refusal', upstreams.refuses(401)],
    ['a failure', upstreams.refuses(503)],
  ])('is not quoted to anybody, nor logged, nor is our key: %s', async (_what, scenario) => {
    upstream.play(scenario);
    const { thrown, logs } = await ask();
    const shown = `${String(thrown)} ${JSON.stringify(thrown)} ${String((thrown as Error).cause)} ${logs}`;
    expect(shown).not.toContain(upstreams.UPSTREAM_SECRET);
    expect(shown).not.toContain(UPSTREAM_KEY);
    expect(logs).toContain('"code":"upstream_');
  });

  it('tells the operator when it is our key that is wrong', async () => {
    upstream.play(upstreams.refuses(401));
    const { logs } = await ask();
    expect(JSON.parse(logs)).toMatchObject({ level: 'error', status: 401 });
    expect(logs).toContain('check ASSISTANT_API_KEY');
  });

  it('never gets the conversation carried elsewhere by a redirect', async () => {
    const elsewhere = await startFakeUpstream();
    elsewhere.play(upstreams.echo);
    upstream.play(upstreams.redirects(`${elsewhere.baseUrl}/chat/completions`));
    const { thrown } = await ask();
    expect(codeOf(thrown)).toBe('upstream_unavailable');
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.close();
  });

  it('is not waited for longer than the whole answer may take', async () => {
    upstream.play(upstreams.endless);
    const { thrown, chunks } = await ask({ totalMs: 150 });
    expect(codeOf(thrown)).toBe('upstream_timeout');
    expect(breaches(chunks, false)).toEqual([]);
    await eventually(() => upstream.hangUps === 1);
  });
});

describe('another attempt', () => {
  it.each<[string, Scenario]>([
    ['too busy', upstreams.refuses(429, { 'retry-after': '0' })],
    ['down', upstreams.refuses(502)],
    ['silent', upstreams.silence],
    ['gone', upstreams.resetsAtOnce],
    ['gone after its headers', upstreams.resetsBeforeText],
  ])('succeeds after an upstream that was %s twice', async (_what, scenario) => {
    upstream.play(scenario, scenario, upstreams.answers(['Fine', '.']));
    const { text, thrown, chunks } = await ask(scenario === upstreams.silence ? HASTY : {});
    expect({ text, thrown, breaches: breaches(chunks, true) }).toEqual({ text: 'Fine.', thrown: null, breaches: [] });
    expect(upstream.requests).toHaveLength(3);
  });

  it('waits as long as the upstream asks', async () => {
    upstream.play(upstreams.refuses(429, { 'retry-after': '1' }), upstreams.answers(['Fine.']));
    const before = performance.now();
    expect((await ask()).text).toBe('Fine.');
    expect(performance.now() - before).toBeGreaterThan(900);
  });

  it('is not made when the upstream asks for more than 20 seconds', async () => {
    upstream.play(upstreams.refuses(429, { 'retry-after': '21' }));
    expect(codeOf((await ask()).thrown)).toBe('upstream_rate_limited');
    expect(upstream.requests).toHaveLength(1);
  });

  it('does not outlive a cancelled turn', async () => {
    upstream.play(upstreams.refuses(503, { 'retry-after': '10' }));
    const cancel = new AbortController();
    const { assistant } = openAi(upstream);
    const ending = listenTo(assistant, conversation('How are you?'), cancel.signal);
    await eventually(() => upstream.requests.length === 1);
    cancel.abort(new Error('cancelled'));
    expect((await ending).thrown).toMatchObject({ message: 'cancelled' });
  });
});

describe('a cancelled turn', () => {
  it.each<[string, Scenario]>([
    ['answering', upstreams.endless],
    ['silent', upstreams.silence],
    ['stalling', upstreams.stalls],
  ])('closes the connection to an upstream that is %s, so that it stops generating', async (_what, scenario) => {
    upstream.play(scenario);
    const cancel = new AbortController();
    const { assistant } = openAi(upstream);
    const ending = listenTo(assistant, conversation('How are you?'), cancel.signal);
    await eventually(() => upstream.requests.length === 1);
    cancel.abort(new Error('cancelled'));
    expect((await ending).thrown).toMatchObject({ message: 'cancelled' });
    await eventually(() => upstream.hangUps === 1);
  });

  it('that is merely no longer listened to closes it, too', async () => {
    upstream.play(upstreams.endless);
    const { assistant } = openAi(upstream);
    for await (const chunk of assistant.run(conversation('?'), new AbortController().signal)) {
      if (chunk.type === 'text-delta') break;
    }
    await eventually(() => upstream.hangUps === 1);
  });
});
