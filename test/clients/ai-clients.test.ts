import { readByEveryClient, refusals } from '../support/ai-clients/every-client.js';
import { CLIENTS } from '../support/ai-clients/library.js';
import { longScript, SCRIPTS, type Frame, type ScriptName } from '../support/scripted-chat/scripts.js';
import { ScriptedUnderstudy } from '../support/scripted-chat/scripted-understudy.js';

const ROUTES = '/v1/platform-linking/chat';

let server: ScriptedUnderstudy;
beforeAll(async () => {
  server = await ScriptedUnderstudy.start();
});
afterAll(() => server.close());

/** Says something, and gets the stream that the script says. */
function say(script: readonly Frame[]): () => Promise<Response> {
  return () => {
    server.script = script;
    return fetch(`${server.url}${ROUTES}/stream`, {
      method: 'POST',
      headers: { 'idempotency-key': crypto.randomUUID() },
      body: '{"platform_user_id":"ada"}',
    });
  };
}

describe('every supported version of the AI SDK', () => {
  it('is here', () => {
    expect(Object.keys(CLIENTS)).toEqual(['ai 5.0.100', 'ai 6.0.60', 'ai 7']);
  });

  it.each(Object.keys(SCRIPTS) as ScriptName[])(
    'accepts every frame of a turn that goes like this: %s',
    async (name) => {
      expect(await refusals(say(SCRIPTS[name]))).toEqual([]);
    },
  );

  it('sees the text as it was said, and its end', async () => {
    for (const verdict of await readByEveryClient(say(SCRIPTS.text))) {
      const text = verdict?.parts.find(({ type }) => type === 'text');
      expect(text).toMatchObject({ text: 'Hello, wörld 🙂!\nSecond line.', state: 'done' });
    }
  });

  it('hears of a failure, and keeps what was said before it', async () => {
    for (const verdict of await readByEveryClient(say(SCRIPTS.interrupted))) {
      expect(verdict?.errors).toContain('The answer was interrupted.');
      expect(verdict?.parts.find(({ type }) => type === 'text')).toMatchObject({ text: 'Half an ', state: 'done' });
    }
  });

  it('resumes a running turn from its start, and hears when none runs', async () => {
    await (await say(longScript(30))()).text();
    const turn = server.turns.at(-1)?.id ?? '';
    const resume = (): Promise<Response> => fetch(`${server.url}${ROUTES}/turns/${turn}/stream`);
    expect(await refusals(resume, 'resume')).toEqual([]);
    const nothing = (): Promise<Response> => Promise.resolve(new Response(null, { status: 204 }));
    expect(await readByEveryClient(nothing, 'resume')).toEqual([null, null, null]);
  });
});

describe('what a version does not take is noticed', () => {
  const refusedBy = async (script: readonly Frame[]): Promise<string[]> =>
    (await readByEveryClient(say(script))).flatMap((verdict) => (verdict?.accepted === false ? verdict.client : []));

  it.each<[string, readonly Frame[], readonly string[]]>([
    ['a type nobody knows', [{ type: 'start' }, { type: 'weather' }], ['ai 5.0.100', 'ai 6.0.60', 'ai 7']],
    ['an error without errorText', [{ type: 'error', content: 'x' }], ['ai 5.0.100', 'ai 6.0.60', 'ai 7']],
    ['an error with a code of ours', [{ type: 'error', errorText: 'x', code: 'y' }], ['ai 5.0.100', 'ai 6.0.60']],
    ['a reason to abort', [{ type: 'abort', reason: 'x' }], ['ai 5.0.100']],
    ['a step begun anew', [{ type: 'start' }, { type: 'reset-step' }], ['ai 5.0.100', 'ai 6.0.60']],
    ['text before its start', [{ type: 'text-delta', id: 't', delta: 'x' }], ['ai 5.0.100', 'ai 6.0.60', 'ai 7']],
  ])('%s', async (_what, script, clients) => {
    expect(await refusedBy(script)).toEqual(clients);
  });
});
