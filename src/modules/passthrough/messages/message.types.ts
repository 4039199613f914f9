import type { BotPlatform } from '../../../common/platforms.js';

/** What somebody wants to be said. */
export interface MessageRequest {
  /** The platform's id or login of the channel. */
  readonly channel: string;
  readonly text: string;
  readonly replyTo: string | null;
  /** A text that is too long goes in parts. */
  readonly split: boolean;
}

/** One message as it goes to the platform, short enough. */
export interface OutgoingMessage {
  readonly channel: string;
  readonly text: string;
  readonly replyTo: string | null;
  /** At most 25 characters, the same for the same message; null = the caller does not mind. */
  readonly nonce: string | null;
}

export interface Speaker {
  /** The platform's id of whom the credential speaks as. */
  readonly subjectId: string;
}

/** What became of one message. */
export interface Delivery {
  /** The platform's id of the message; null when it gave none. */
  readonly id: string | null;
  readonly delivered: boolean;
  /** A word of the platform, or a code of our catalogue; null when it was delivered. */
  readonly dropReason: string | null;
}

export interface SentMessage extends Delivery {
  readonly platform: BotPlatform;
  /** `<platform>:<login>`. */
  readonly actingAs: string;
  /** One for each part when the text was split. */
  readonly parts: readonly Delivery[];
}

export interface PlatformQuestion {
  readonly method: 'GET' | 'POST';
  /** Below the platform's API, with query. */
  readonly path: string;
  readonly json?: unknown;
}

export interface PlatformReply {
  readonly status: number;
  /** null for what is no JSON. */
  readonly json: unknown;
}

/**
 * Asks the platform as the speaker.
 *
 * @throws AppError platform_refused_credential, platform_busy, platform_unreachable (also for 5xx), platform_too_slow
 */
export type AskPlatform = (question: PlatformQuestion) => Promise<PlatformReply>;

/** How one platform is told something. */
export interface ChatSender {
  readonly maxCharacters: number;
  readonly canReply: boolean;
  /** The scope that sending needs; null where there are none. */
  readonly scope: string | null;
  /** The path of the call that sends, for the rules of tokens. */
  resource(channel: string): string;
  /** @throws AppError chat_not_found, message_refused, and what asking throws */
  send(message: OutgoingMessage, speaker: Speaker, ask: AskPlatform): Promise<Delivery>;
}
