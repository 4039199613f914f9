import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Adapter, Thread } from 'chat';

/** The platform without a network that the example bot runs on. */
type ScriptedAdapter = Adapter & { say(threadId: string, userId: string, text: string): Promise<void> };
type Onlooker = (threadId: string, messageId: string, text: string) => void;

const ADAPTER = pathToFileURL(resolve('examples/chat-sdk-bot/scripted-adapter.mjs')).href;

/** A bot on Vercel's Chat SDK that does one thing with each message. */
export interface ChatSdkBot {
  /** What stands in the channel now, oldest first. */
  readonly posted: readonly string[];
  /** Somebody writes; resolves when the bot is done with it, and throws what the bot throws. */
  hear(userId: string, text: string): Promise<void>;
  stop(): Promise<void>;
}

/** @param answer gets the thread of the SDK, whose `post` is what counts */
export async function startChatSdkBot(
  answer: (thread: Thread, userId: string, text: string) => Promise<void>,
): Promise<ChatSdkBot> {
  // The packages can only be imported, not required.
  const { Chat } = await import('chat');
  const { createMemoryState } = await import('@chat-adapter/state-memory');
  const { ScriptedAdapter } = (await import(ADAPTER)) as { ScriptedAdapter: new (see: Onlooker) => ScriptedAdapter };
  const posted = new Map<string, string>();
  const adapter = new ScriptedAdapter((_thread, id, text) => void posted.set(id, text));
  const bot = new Chat({
    userName: 'understudy',
    adapters: { discord: adapter },
    state: createMemoryState(),
    concurrency: 'concurrent',
    logger: 'silent',
  });
  let failure: unknown = null;
  bot.onNewMention(async (thread, message) => {
    // The SDK logs what a handler throws, and goes on.
    await answer(thread, message.author.userId, message.text).catch((error: unknown) => (failure = error));
  });
  await bot.initialize();
  return {
    get posted() {
      return [...posted.values()];
    },
    async hear(userId, text) {
      posted.clear();
      failure = null;
      await adapter.say('discord:channel:thread', userId, text);
      if (failure !== null) throw failure as Error;
    },
    stop: () => bot.shutdown(),
  };
}
