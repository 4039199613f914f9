import type { ActorRule } from '../../common/access/actor.js';

/** What a call says of who should act. */
export interface ActorWish {
  /** The header's bot, or null. */
  readonly named: string | null;
  /** The caller is a bot user. */
  readonly byBot: boolean;
  /** The body asks for the account's bot where the header names none. */
  readonly asBot: boolean;
}

export type SkipReason =
  | 'no_header'
  | 'header_names_a_bot'
  | 'not_asked_for'
  | 'account_bot_asked_for'
  | 'caller_is_a_bot'
  | 'caller_is_a_person';

export interface Skipped {
  readonly rule: ActorRule;
  readonly because: SkipReason;
}

export interface RuleChoice {
  readonly rule: ActorRule;
  readonly skipped: readonly Skipped[];
}

/** By which rule an actor is looked for. Exactly one counts: what it does not find is refused, and no other rule is tried. */
export function chooseRule({ named, byBot, asBot }: ActorWish): RuleChoice {
  if (named !== null) {
    return chosen('named', {
      account_bot: 'header_names_a_bot',
      attached_bot: 'header_names_a_bot',
      own_channel: 'header_names_a_bot',
    });
  }
  if (asBot) {
    return chosen('account_bot', {
      named: 'no_header',
      attached_bot: 'account_bot_asked_for',
      own_channel: 'account_bot_asked_for',
    });
  }
  const others = { named: 'no_header', account_bot: 'not_asked_for' } as const;
  if (byBot) return chosen('attached_bot', { ...others, own_channel: 'caller_is_a_bot' });
  return chosen('own_channel', { ...others, attached_bot: 'caller_is_a_person' });
}

function chosen(rule: ActorRule, skipped: Partial<Record<ActorRule, SkipReason>>): RuleChoice {
  const list = Object.entries(skipped) as [ActorRule, SkipReason][];
  return { rule, skipped: list.map(([one, because]) => ({ rule: one, because })) };
}

export type ActorObstacle = 'bot_needs_reauth' | 'bot_disabled' | 'bot_users_disabled' | 'platform_off';

/**
 * Why nobody acts as a bot user by its name: its owner or an admin stopped it, or bot users are switched off. Its connection may act all the
 * same, under its own id or login (`botUser` is null then).
 */
export function obstacleOfBotUser(botUser: 'live' | 'stopped' | null, enabled: boolean): ActorObstacle | null {
  if (botUser === null) return null;
  if (!enabled) return 'bot_users_disabled';
  return botUser === 'stopped' ? 'bot_disabled' : null;
}

/** Why a connection cannot act now, or null. While refreshing fails its access token may still be good: whoever uses it finds out. */
export function obstacleOf(status: string, stopped: boolean): ActorObstacle | null {
  if (stopped) return 'platform_off';
  if (status === 'disabled') return 'bot_disabled';
  return status === 'needs_reauth' ? 'bot_needs_reauth' : null;
}
