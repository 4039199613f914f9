/**
 * A bot on your terminal:
 *
 *   UNDERSTUDY_KEY=us_svc_… node examples/terminal-bot/run.mjs [platform user id]
 *
 * or the whole story by itself, against a running server, for a person who may sign in there (an admin, when no key is given: the story
 * makes itself one):
 *
 *   UNDERSTUDY_LOGIN=admin UNDERSTUDY_PASSWORD=… node examples/terminal-bot/run.mjs --story
 *
 * UNDERSTUDY_URL is where Understudy is (http://127.0.0.1:3000).
 */
import { Understudy } from '../../packages/client/dist/index.js'; // in your bot: '@understudy/client'
import { BreakableFetch } from './breakable-fetch.mjs';
import { converse } from './conversation.mjs';
import { makeServiceKey, signIn } from './people.mjs';
import { playStory } from './story.mjs';

const {
  UNDERSTUDY_URL: url = 'http://127.0.0.1:3000',
  UNDERSTUDY_KEY,
  UNDERSTUDY_LOGIN,
  UNDERSTUDY_PASSWORD,
} = process.env;

if (process.argv.includes('--story')) {
  const personToken = await signIn(url, UNDERSTUDY_LOGIN, UNDERSTUDY_PASSWORD);
  const key = UNDERSTUDY_KEY ?? (await makeServiceKey(url, personToken));
  const line = new BreakableFetch();
  await playStory({ understudy: new Understudy({ url, key, fetch: line.fetch }), line, url, personToken });
  console.log('The story went as it must.');
} else {
  if (!UNDERSTUDY_KEY)
    throw new Error('UNDERSTUDY_KEY must be a service key (us_svc_…) with the scopes linking and chat');
  const person = { platform: 'DISCORD', platform_user_id: process.argv[2] ?? 'terminal' };
  await converse(new Understudy({ url, key: UNDERSTUDY_KEY }), person);
}
