import { TurnCancelled, TurnFailed, Understudy, type ChatReply } from '../../packages/client/src/index.js';
import { SCRIPTS, type ScriptName } from '../support/scripted-chat/scripts.js';
import { ScriptedUnderstudy } from '../support/scripted-chat/scripted-understudy.js';

let server: ScriptedUnderstudy;
beforeAll(async () => {
  server = await ScriptedUnderstudy.start();
});
afterAll(() => server.close());

function replyThatGoes(script: ScriptName): Promise<ChatReply> {
  server.script = SCRIPTS[script];
  const client = new Understudy({ url: server.url, key: 'us_svc_test' });
  return client.chat({ platform: 'DISCORD', platform_user_id: 'ada' }, 'Hello');
}

/** What `thread.post()` makes of a stream: this function is the first thing it does with one. */
async function posted(stream: AsyncIterable<unknown>): Promise<string> {
  // The package can only be imported, not required.
  const { fromFullStream } = await import('chat');
  let text = '';
  for await (const piece of fromFullStream(stream)) text += typeof piece === 'string' ? piece : '';
  return text;
}

describe('a reply that is given to the Chat SDK', () => {
  it.each<[ScriptName, string]>([
    ['text', 'Hello, wörld 🙂!\nSecond line.'],
    ['two steps', 'First.\n\nSecond.'],
    ['reasoning', 'Done.'],
    ['tools', 'It is 20 degrees.'],
    ['queued', 'At last.'],
    ['cut by length', 'And so on and'],
  ])('reads as it was said: %s', async (script, text) => {
    expect(await posted(await replyThatGoes(script))).toBe(text);
  });

  it.each<[ScriptName, new (...args: never[]) => Error]>([
    ['error', TurnFailed],
    ['error at once', TurnFailed],
    ['interrupted', TurnFailed],
    ['cancelled', TurnCancelled],
  ])('throws instead of ending early: %s', async (script, trouble) => {
    await expect(posted(await replyThatGoes(script))).rejects.toBeInstanceOf(trouble);
  });

  it.each<[ScriptName, string]>([
    ['text', 'Hello, wörld 🙂!\nSecond line.'],
    ['error', 'Half an \n\n[upstream]'],
    ['error at once', '[upstream]'],
    ['cancelled', 'Half an \n\n[cancelled]'],
  ])('ends with a notice, where it may not throw: %s', async (script, text) => {
    const reply = await replyThatGoes(script);
    const words = (trouble: Error): string => (trouble instanceof TurnCancelled ? '[cancelled]' : '[upstream]');
    expect(await posted(reply.withNotice(words))).toBe(text);
  });
});
