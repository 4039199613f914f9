import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { givenChatService, givenChatter } from '../support/given-chat.js';
import { ADMIN_EMAIL, ADMIN_PASSWORD, startWorld, type World } from '../support/world.js';

const run = promisify(execFile);

/** The examples as people start them, against the whole program. */
describe('the example bots', () => {
  let world: World;

  beforeAll(async () => {
    await run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'packages/client/tsconfig.build.json']);
    world = await startWorld({ ASSISTANT_ECHO_WORD_MS: '5', SHUTDOWN_GRACE_SECONDS: '1' });
  });
  afterAll(() => world.close());

  const play = async (example: string, args: readonly string[], env: Record<string, string>): Promise<string> => {
    const { stdout } = await run(process.execPath, [`examples/${example}/run.mjs`, ...args], {
      env: { PATH: process.env.PATH, UNDERSTUDY_URL: world.url, ...env },
    });
    return stdout;
  };

  it('play the story on a terminal: unlinked, link, chat, a lost connection, resume, cancel', async () => {
    const said = await play('terminal-bot', ['--story'], {
      UNDERSTUDY_LOGIN: ADMIN_EMAIL,
      UNDERSTUDY_PASSWORD: ADMIN_PASSWORD,
    });
    expect(said).toContain('refused: user_has_no_links');
    expect(said).toMatch(/resumed after [0-9a-f-]{36}\.\d{6}/);
    expect(said).toContain('The story went as it must.');
    const { rows } = await world.db.query(`SELECT state, count(*)::int AS n FROM chat_turns GROUP BY 1 ORDER BY 1`);
    expect(rows).toEqual([
      { state: 'cancelled', n: 1 },
      { state: 'completed', n: 2 },
    ]);
  });

  it('post the answer through the Chat SDK', async () => {
    const { key, client } = await givenChatService(world);
    const { who } = await givenChatter(world, client);
    const author = who.platform_user_id;
    expect(await play('chat-sdk-bot', [`${author}: Hello there`], { UNDERSTUDY_KEY: key })).toBe(
      `${author}: Hello there\nbot: Hello there\n`,
    );
  });
});
