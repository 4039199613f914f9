import { randomUUID } from 'node:crypto';
import {
  TurnCancelled,
  TurnFailed,
  Understudy,
  type ChatReply,
  type Identity,
} from '../../packages/client/src/index.js';
import { startFakeUpstream, type FakeUpstream, type Scenario } from '../support/assistants/fake-upstream.js';
import * as upstreams from '../support/assistants/scenarios.js';
import { startChatSdkBot, type ChatSdkBot } from '../support/chat-sdk.js';
import { eventually } from '../support/eventually.js';
import { FaultProxy } from '../support/fault-proxy.js';
import { givenChatService, givenChatter } from '../support/given-chat.js';
import { startWorld, type World } from '../support/world.js';

const WORDS = Array.from({ length: 12 }, (_, place) => `word${place}`);
const SAID = WORDS.join(' ');

describe('thread.post() of the Chat SDK, with the reply of a real turn', () => {
  let upstream: FakeUpstream;
  let world: World;
  let wire: FaultProxy;
  let understudy: Understudy;
  let ada: Identity;
  let bot: ChatSdkBot;
  let reply: ChatReply;
  /** With a notice at the end, as a bot would; else what goes wrong is thrown. */
  let noticed = true;

  beforeAll(async () => {
    upstream = await startFakeUpstream();
    const env = { ASSISTANT_BASE_URL: upstream.baseUrl, ASSISTANT_MODEL: 'fake', SHUTDOWN_GRACE_SECONDS: '1' };
    world = await startWorld(env);
    wire = await FaultProxy.before(Number(new URL(world.url).port));
    const { key, client } = await givenChatService(world);
    ada = (await givenChatter(world, client)).who as Identity;
    understudy = new Understudy({ url: wire.through(world.url), key });
    bot = await startChatSdkBot(async (thread, _author, text) => {
      reply = await understudy.chat(ada, text);
      const words = (trouble: Error): string => (trouble instanceof TurnCancelled ? '[stopped]' : '[failed]');
      await thread.post(noticed ? reply.withNotice(words) : reply);
    });
  });
  afterAll(async () => {
    await bot.stop();
    await world.close();
    await wire.close();
    await upstream.close();
  });
  beforeEach(() => {
    noticed = true;
  });

  async function postedFor(scenario: Scenario): Promise<string> {
    upstream.play(scenario);
    await bot.hear(ada.platform_user_id, 'Hello');
    return bot.posted.join('|');
  }

  /** Says some words, and the rest of them (if ever) when it is told to. */
  function halting(): { readonly scenario: Scenario; readonly goOn: () => void } {
    const go = Promise.withResolvers<null>();
    const scenario: Scenario = (response) => {
      const say = (words: readonly string[]): void => {
        for (const word of words) response.write(upstreams.wordLine(word));
      };
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      say(WORDS.slice(0, 6).map((word) => `${word} `));
      void go.promise.then(() => {
        say([WORDS.slice(6).join(' ')]);
        response.end(upstreams.LAST_LINES);
      });
    };
    return { scenario, goOn: () => go.resolve(null) };
  }

  const half = (): Promise<unknown> => eventually(() => bot.posted.join('').includes('word3'));

  it.each<[string, Scenario, string]>([
    ['text', upstreams.answers(['Hello, ', 'wörld ', '🙂']), 'Hello, wörld 🙂'],
    ['reasoning, which is not shown, and two texts', upstreams.reasons, 'First.\n\nSecond.'],
    ['words beside the call of a tool, which is not shown', upstreams.speaksAndCallsTool, 'Let me look.'],
    ['no words: the placeholder of the SDK stays', upstreams.callsTool, '...'],
    ['an error after some words', upstreams.failsInBand, 'half an\n\n[failed]'],
    ['an error at once', upstreams.refuses(401), '[failed]'],
  ])('shows %s', async (_what, scenario, text) => {
    expect((await postedFor(scenario)).replace(/ +$/gm, '').trim()).toBe(text);
  });

  it('shows what was said and that it was stopped, when the turn is cancelled', async () => {
    const posting = postedFor(halting().scenario);
    await half();
    await reply.cancel();
    expect(await posting).toMatch(/^word0 .*word5\s*\n\n\[stopped\]$/s);
  });

  it('shows what was said and that it broke off, when the process behind the turn is lost', async () => {
    const posting = postedFor(halting().scenario);
    await half();
    await world.db.query(`UPDATE chat_turns SET owner = $1, lease_until = now() - interval '1 minute' WHERE id = $2`, [
      randomUUID(),
      reply.turnId,
    ]);
    expect(await posting).toMatch(/^word0 .*word5\s*\n\n\[failed\]$/s);
    const { rows } = await world.db.query(`SELECT state FROM chat_turns WHERE id = $1`, [reply.turnId]);
    expect(rows).toEqual([{ state: 'interrupted' }]);
  });

  it('shows the whole answer, each word once, when the connection breaks in the middle', async () => {
    const { scenario, goOn } = halting();
    const posting = postedFor(scenario);
    await half();
    wire.turn({ kind: 'reset' });
    goOn();
    wire.turn({ kind: 'none' });
    expect(await posting).toBe(SAID);
  });

  it.each<[string, Scenario, new (...args: never[]) => Error]>([
    ['a failed turn', upstreams.failsInBand, TurnFailed],
    ['a refused one', upstreams.refuses(401), TurnFailed],
  ])('throws for %s without a notice, and never ends early', async (_what, scenario, trouble) => {
    noticed = false;
    await expect(postedFor(scenario)).rejects.toBeInstanceOf(trouble);
  });
});
