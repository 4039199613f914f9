/** The platforms that a bot connection can lead to. */
export const PLATFORM_NAMES = ['twitch', 'youtube', 'kick', 'trovo', 'discord'] as const;
export type PlatformName = (typeof PLATFORM_NAMES)[number];

/** Where people sign in to prove a chat identity; the program writes them large. */
export const SIGN_IN_NAMES = ['discord', 'slack', 'github', 'linear'] as const;
export type SignInName = (typeof SIGN_IN_NAMES)[number];
export type StandInName = PlatformName | SignInName;

/** Somebody with an account on the platform. */
export interface Person {
  readonly id: string;
  readonly login: string;
  readonly displayName: string;
  /** YouTube: the id of the channel, null for an account that has none. Kick: the slug. Elsewhere unused. */
  readonly channel: string | null;
}

/** The application that the platform knows us as. */
export interface Application {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
}

/** What a request to the platform was for. `page` is what a browser sees. */
export type CallKind = 'page' | 'token' | 'refresh' | 'revoke' | 'validate' | 'api';

/** Why the platform gives no token. Each platform has its own words for it. */
export type TokenProblem =
  | 'malformed'
  | 'client'
  | 'secret'
  | 'grant_type'
  | 'code'
  | 'code_expired'
  | 'redirect'
  | 'verifier'
  | 'refresh'
  | 'refresh_expired'
  | 'too_many';

/** One chat message that the platform delivered. */
export interface ChatMessage {
  readonly id: string;
  readonly channel: string;
  /** Login of whose token it was. */
  readonly sender: string;
  /** Who is seen as the author; differs from `sender` for Kick's `type: "bot"`. */
  readonly shownAs: string;
  readonly text: string;
  readonly replyTo: string | null;
}

/** Why a message that was accepted is not shown. */
export interface Drop {
  readonly code: string;
  readonly message: string;
}
