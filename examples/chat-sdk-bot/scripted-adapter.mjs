import { Message, parseMarkdown, stringifyMarkdown } from 'chat';

/**
 * A platform without a network: what is said comes from `say`, and what the bot posts and edits goes to `onChange`. In a real bot this
 * is `createDiscordAdapter()` or another adapter of the Chat SDK.
 */
export class ScriptedAdapter {
  name = 'discord';
  userName = 'understudy';
  botUserId = 'the-bot';
  #chat;
  #count = 0;
  #onChange;

  /** @param {(threadId: string, messageId: string, text: string) => void} onChange */
  constructor(onChange) {
    this.#onChange = onChange;
  }

  async initialize(chat) {
    this.#chat = chat;
  }

  /** Somebody writes; resolves when the bot is done with it. */
  async say(threadId, userId, text) {
    await this.#chat.processMessage(this, threadId, this.parseMessage({ threadId, userId, text }));
  }

  parseMessage({ threadId, userId, text }) {
    this.#count++;
    return new Message({
      id: `said-${this.#count}`,
      threadId,
      text,
      formatted: parseMarkdown(text),
      raw: {},
      author: { userId, userName: userId, fullName: userId, isBot: false, isMe: false },
      metadata: { dateSent: new Date(), edited: false },
      attachments: [],
      isMention: true,
    });
  }

  async postMessage(threadId, message) {
    this.#count++;
    const id = `posted-${this.#count}`;
    this.#onChange(threadId, id, textOf(message));
    return { id, threadId, raw: {} };
  }

  async editMessage(threadId, id, message) {
    this.#onChange(threadId, id, textOf(message));
    return { id, threadId, raw: {} };
  }

  async openDM(userId) {
    return `discord:dm:${userId}`;
  }

  isDM(threadId) {
    return threadId.startsWith('discord:dm:');
  }

  channelIdFromThreadId = (threadId) => threadId;
  encodeThreadId = (threadId) => threadId;
  decodeThreadId = (threadId) => threadId;
  renderFormatted = (content) => stringifyMarkdown(content);
  fetchThread = async (id) => ({ id, channelId: id, metadata: {} });
  fetchMessages = async () => ({ messages: [] });
  handleWebhook = async () => new Response('ok');
  startTyping = async () => {};
  deleteMessage = async () => {};
  addReaction = async () => {};
  removeReaction = async () => {};
}

function textOf(message) {
  if (typeof message === 'string') return message;
  return message.markdown ?? message.raw ?? stringifyMarkdown(message.ast);
}
