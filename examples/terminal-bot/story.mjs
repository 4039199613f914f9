import { randomBytes } from 'node:crypto';
import { Refused, TurnCancelled } from '../../packages/client/dist/index.js'; // in your bot: '@understudy/client'
import { confirmLink } from './people.mjs';

/**
 * Everything a bot goes through, in order: unlinked, link, chat, a lost connection, resume, cancel. Throws when something is not as it
 * must be.
 *
 * @param {{understudy: object, line: import('./breakable-fetch.mjs').BreakableFetch, url: string, personToken: string}} parts
 */
export async function playStory({ understudy, line, url, personToken }) {
  const person = { platform: 'DISCORD', platform_user_id: `terminal-${randomBytes(6).toString('hex')}` };

  say('Somebody writes whom nobody knows');
  require((await understudy.resolve(person)) === null, 'nobody is behind a new identity');
  const refusal = await understudy.chat(person, 'Hello').catch((error) => error);
  require(refusal instanceof Refused && refusal.code === 'user_has_no_links', 'the assistant does not answer them');
  say(`  refused: ${refusal.code}`);

  say('They get a link, privately, and confirm it');
  const link = await understudy.link({ ...person, platform_username: 'terminal' });
  say(`  ${link.url}`);
  await confirmLink(url, personToken, link.token);
  const userId = await link.wait(AbortSignal.timeout(30_000));
  require((await understudy.resolve(person)) === userId, 'the identity belongs to whoever confirmed');

  say('They talk to their assistant');
  const reply = await understudy.chat(person, 'Hello, who are you?');
  require((await shown(reply)) !== '', 'the assistant answers');

  say('The connection is lost in the middle of an answer');
  const { sessionId } = reply;
  line.breakNextAfter(700);
  const before = line.requests.length;
  const long = await understudy.chat(person, words(60), { sessionId });
  const text = await shown(long);
  const resumed = line.requests.slice(before).filter((request) => request.line.startsWith('GET '));
  require(resumed.length > 0, 'the connection was lost');
  require(resumed.every(({ headers }) => headers['last-event-id']), 'the rest was asked for by Last-Event-ID');
  require(text === (await understudy.follow(long.turnId).text()), 'nothing is missing, and nothing is there twice');
  say(`  resumed after ${resumed[0].headers['last-event-id']}`);

  say('They change their mind, and stop it');
  const unwanted = await understudy.chat(person, words(2_000), { sessionId });
  let heard = 0;
  const ending = await shown(unwanted, () => ++heard === 3 && void unwanted.cancel()).catch((error) => error);
  require(ending instanceof TurnCancelled, 'the answer ends as cancelled');
  say('  cancelled');
}

/** Prints an answer as it comes. */
async function shown(reply, onDelta = () => undefined) {
  let text = '';
  process.stdout.write('  ');
  try {
    for await (const chunk of reply) {
      if (chunk.type !== 'text-delta') continue;
      text += chunk.delta;
      process.stdout.write(chunk.delta);
      onDelta();
    }
  } finally {
    process.stdout.write('\n');
  }
  return text;
}

const words = (count) => Array.from({ length: count }, (_, index) => `word${index}`).join(' ');
const say = (text) => console.log(text);

function require(condition, what) {
  if (!condition) throw new Error(`Not as it must be: ${what}`);
}
