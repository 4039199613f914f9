import { randomUUID } from 'node:crypto';
import type { ChatMessage, Drop } from './words.js';

/** What was said in the chats of the platform, and what it swallows. */
export class ChatRoom {
  readonly messages: ChatMessage[] = [];
  private readonly drops: { readonly drop: Drop; left: number }[] = [];

  /** Channels whose stream is over; all others are live. */
  readonly over = new Set<string>();

  isLive(channel: string): boolean {
    return !this.over.has(channel);
  }

  /** The next messages are accepted and not shown. */
  dropNext(drop: Drop, times = 1): void {
    this.drops.push({ drop, left: times });
  }

  takeDrop(): Drop | null {
    const next = this.drops.find(({ left }) => left > 0);
    if (!next) return null;
    next.left--;
    return next.drop;
  }

  say(message: Omit<ChatMessage, 'id' | 'shownAs'> & Partial<ChatMessage>): ChatMessage {
    const said = { id: randomUUID(), shownAs: message.sender, ...message };
    this.messages.push(said);
    return said;
  }
}
