import { createInterface } from 'node:readline/promises';
import { Refused, TurnCancelled, UnderstudyError } from '../../packages/client/dist/index.js'; // in your bot: '@understudy/client'

/**
 * A conversation on this terminal, as one identity. Ctrl-C stops an answer, and ends the conversation when there is none.
 *
 * @param {object} understudy
 * @param {{platform: string, platform_user_id: string}} person
 */
export async function converse(understudy, person) {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  let reply = null;
  let sessionId;
  terminal.on('SIGINT', () => (reply === null ? terminal.close() : void reply.cancel()));
  terminal.on('close', () => process.exit(0));
  for (;;) {
    const text = (await terminal.question('you: ')).trim();
    if (text === '') continue;
    try {
      reply = await chatOrLink(understudy, person, text, sessionId);
      sessionId = reply.sessionId;
      process.stdout.write('bot: ');
      for await (const chunk of reply) if (chunk.type === 'text-delta') process.stdout.write(chunk.delta);
    } catch (error) {
      if (!(error instanceof UnderstudyError)) throw error;
      process.stdout.write(error instanceof TurnCancelled ? ' (stopped)' : ` (${error.message})`);
    }
    reply = null;
    process.stdout.write('\n');
  }
}

async function chatOrLink(understudy, person, text, sessionId) {
  try {
    return await understudy.chat(person, text, { sessionId });
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'user_has_no_links') throw error;
    const link = await understudy.link(person);
    console.log(`bot: Link your account first, and I will answer: ${link.url}`);
    await link.wait();
    return understudy.chat(person, text, { sessionId });
  }
}
