import type { BotPlatform } from '../platforms.js';

/** By which rule somebody acts: named in the header, the account's own channel, the bot user's own connection, the account's bot. */
export type ActorRule = 'named' | 'own_channel' | 'attached_bot' | 'account_bot';

/** Who a call acts as on a platform: a connection that the caller may use. */
export interface Actor {
  readonly platform: BotPlatform;
  readonly rule: ActorRule;
  /** Which row holds its credential. */
  readonly connection: { readonly table: 'bot_connections' | 'channel_connections'; readonly id: string };
  /** The platform's own id and login of whom it speaks as. */
  readonly subjectId: string;
  readonly login: string;
  readonly scopes: readonly string[];
  /** `<platform>:<login>`, as headers and the audit name it. */
  readonly name: string;
}
