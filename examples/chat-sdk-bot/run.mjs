/**
 * The bot, on a platform without a network: every argument is a message, as `"ada: Hello"`, said one after the other in one channel. What
 * the bot posts is printed as it stands in the end.
 *
 *   UNDERSTUDY_URL=http://127.0.0.1:3000 UNDERSTUDY_KEY=us_svc_… node examples/chat-sdk-bot/run.mjs "ada: Hello" "ada: And now?"
 */
import { createMemoryState } from '@chat-adapter/state-memory';
import { Understudy } from '../../packages/client/dist/index.js'; // in your bot: '@understudy/client'
import { createBot } from './bot.mjs';
import { ScriptedAdapter } from './scripted-adapter.mjs';

const { UNDERSTUDY_URL: url = 'http://127.0.0.1:3000', UNDERSTUDY_KEY: key } = process.env;
if (!key) throw new Error('UNDERSTUDY_KEY must be a service key (us_svc_…) with the scopes linking and chat');

const posted = new Map();
const adapter = new ScriptedAdapter((threadId, id, text) => {
  posted.set(`${threadId} ${id}`, text);
  // A link has to be opened while the bot waits for it, so it is printed at once.
  if (threadId.startsWith('discord:dm:')) console.log(`(privately) ${text}`);
});
const bot = createBot({
  understudy: new Understudy({ url, key }),
  adapters: { discord: adapter },
  state: createMemoryState(),
});
await bot.initialize();

for (const line of process.argv.slice(2)) {
  const [, userId, text] = /^([^:]+):\s*(.+)$/s.exec(line) ?? [null, 'somebody', line];
  posted.clear();
  console.log(`${userId}: ${text}`);
  await adapter.say('discord:channel:thread', userId, text);
  for (const [place, said] of posted) if (!place.startsWith('discord:dm:')) console.log(`bot: ${said}`);
}
await bot.shutdown();
