import { Chat } from 'chat';
import { LinkExpired, Refused, TurnCancelled } from '../../packages/client/dist/index.js'; // in your bot: '@understudy/client'

/**
 * A bot on Vercel's Chat SDK that answers as each person's own assistant. Whoever is not linked gets a link, privately, and their
 * message is answered as soon as they confirmed.
 *
 * @param {{understudy: import('../../packages/client/dist/index.js').Understudy, adapters: object, state: object}} parts the adapters'
 *   names must be Understudy's platforms in lower case, as `discord` or `slack`
 */
export function createBot({ understudy, adapters, state }) {
  const bot = new Chat({
    userName: 'understudy',
    adapters,
    state,
    // Understudy answers the messages of a conversation in their order, so none has to be dropped or held back here.
    concurrency: 'concurrent',
    logger: 'error',
  });
  const respond = (thread, message) => answer({ bot, understudy }, thread, message);
  bot.onNewMention(async (thread, message) => {
    await thread.subscribe();
    await respond(thread, message);
  });
  bot.onSubscribedMessage(respond);
  bot.onDirectMessage(respond);
  return bot;
}

async function answer({ bot, understudy }, thread, message) {
  const person = { platform: thread.adapter.name.toUpperCase(), platform_user_id: message.author.userId };
  try {
    const reply = await understudy.chat(person, message.text, {
      sessionId: await sessionOf(thread, message.author),
      // A platform that delivers a message twice gets one answer.
      idempotencyKey: `${thread.adapter.name}:${message.id}`,
      signal: thread.signal,
    });
    await remember(thread, message.author, reply.sessionId);
    await thread.post(reply.withNotice(words));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.code !== 'user_has_no_links') await thread.post(words(error));
    else if (await invite({ bot, understudy }, person, thread, message))
      await answer({ bot, understudy }, thread, message);
  }
}

/** @returns {Promise<boolean>} whether the person is linked now */
async function invite({ bot, understudy }, person, thread, message) {
  const link = await understudy.link({ ...person, platform_username: message.author.userName });
  // Whoever opens it decides whose account this identity uses: nobody else may see it.
  const room = thread.isDM ? thread : await bot.openDM(message.author);
  await room.post(`Link your account, and I will answer: ${link.url}`);
  try {
    await link.wait(thread.signal);
    return true;
  } catch (error) {
    if (!(error instanceof LinkExpired)) throw error;
    await room.post('That link has expired. Write again to get a new one.');
    return false;
  }
}

/** One conversation for each person in a thread: an assistant answers as one person. */
async function sessionOf(thread, author) {
  return (await thread.state)?.sessions?.[author.userId];
}

async function remember(thread, author, sessionId) {
  const sessions = (await thread.state)?.sessions ?? {};
  await thread.setState({ sessions: { ...sessions, [author.userId]: sessionId } });
}

/** What a person reads instead of the rest of an answer. */
function words(trouble) {
  if (trouble instanceof TurnCancelled) return '⏹ Stopped.';
  return `⚠️ ${trouble.message}`;
}
