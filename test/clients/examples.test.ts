import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { block, SCRIPTS, type Frame } from '../support/scripted-chat/scripts.js';
import { ScriptedUnderstudy } from '../support/scripted-chat/scripted-understudy.js';

const run = promisify(execFile);

let server: ScriptedUnderstudy;
beforeAll(() =>
  run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'packages/client/tsconfig.build.json']),
);
beforeEach(async () => {
  server = await ScriptedUnderstudy.start();
});
afterEach(() => server.close());

/** Runs an example to its end. `onLine` sees what it prints, as it prints it. */
async function play(
  example: string,
  args: readonly string[],
  onText: (text: string) => void = () => undefined,
): Promise<{ readonly code: number | null; readonly said: string }> {
  const env = {
    PATH: process.env.PATH,
    UNDERSTUDY_URL: server.url,
    UNDERSTUDY_KEY: 'us_svc_test',
    UNDERSTUDY_LOGIN: 'a',
  };
  const child = spawn(process.execPath, [`examples/${example}/run.mjs`, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      onText(text);
    });
  }
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, said };
}

const answerTo = (message: string): readonly Frame[] | null => {
  const words = message.match(/\S+\s*/g) ?? [];
  const ends: Frame[] = [{ type: 'finish-step' }, { type: 'finish', finishReason: 'stop' }];
  return words.length > 100 ? null : [{ type: 'start' }, { type: 'start-step' }, ...block('t1', ...words), ...ends];
};

describe('the bot on a terminal', () => {
  it('plays the whole story: unlinked, link, chat, a lost connection, resume, cancel', async () => {
    server.script = answerTo;
    const { code, said } = await play('terminal-bot', ['--story']);
    expect(said).toContain('refused: user_has_no_links');
    expect(said).toMatch(/resumed after turn-2\.0*\d+/);
    expect(said).toContain('The story went as it must.');
    expect(code).toBe(0);
  });

  it('tells when something is not as it must be', async () => {
    server.script = SCRIPTS.error;
    const { code, said } = await play('terminal-bot', ['--story']);
    expect(said).toContain('TurnFailed');
    expect(code).toBe(1);
  });
});

describe('the bot on the Chat SDK', () => {
  it('posts the assistant’s answer, step by step', async () => {
    server.script = SCRIPTS['two steps'];
    const { code, said } = await play('chat-sdk-bot', ['ada: Hello', 'ada: And now?']);
    expect(said).toBe('ada: Hello\nbot: First.\n\nSecond.\nada: And now?\nbot: First.\n\nSecond.\n');
    expect(code).toBe(0);
    expect(server.streams().map(({ body }) => body.session_id)).toEqual([undefined, 'session-1']);
  });

  it.each([
    ['error', 'bot: Half an \n\n⚠️ The assistant took too long to answer.\n'],
    ['cancelled', 'bot: Half an \n\n⏹ Stopped.\n'],
  ] as const)('never leaves a short answer standing: %s', async (script, expected) => {
    server.script = SCRIPTS[script];
    expect((await play('chat-sdk-bot', ['ada: Hello'])).said).toContain(expected);
  });

  it('survives a lost connection', async () => {
    server.script = SCRIPTS.text;
    server.fates = [{ bytes: 300, then: 'break' }];
    expect((await play('chat-sdk-bot', ['ada: Hello'])).said).toContain('bot: Hello, wörld 🙂!\nSecond line.\n');
  });

  it('gives whoever is not linked a link, privately, and answers once they confirmed', async () => {
    server.script = SCRIPTS['two steps'];
    const { said } = await play('chat-sdk-bot', ['80351110224678912: Hello'], (text) => {
      if (text.includes('(privately)')) server.confirm();
    });
    expect(said).toContain(`(privately) Link your account, and I will answer: ${server.url}/link/token-1`);
    expect(said).toContain('bot: First.\n\nSecond.\n');
    expect(said.split('bot:')[1]).not.toContain('/link/');
  });
});
