import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api, ask, type Schemas } from '../api/client';
import { mayReadBots, useWho } from '../app/who';
import { Badge } from '../ui/bits';

export type BotStatus = Schemas['BotStatusDto'];
export type BotState = BotStatus['state'];
export type Tone = 'good' | 'warn' | 'bad' | 'plain';

const WATCH_MS = 5_000;

/** Whether the bot is in the channels of the account, right now; nothing for roles that do not see bots. */
export function useBotStatus(): UseQueryResult<readonly BotStatus[]> {
  const { account } = useWho();
  const headers = { 'X-Account-Id': account.id };
  return useQuery({
    queryKey: ['bot-status', account.id],
    queryFn: () => ask(api.GET('/v1/bot-status', { headers })),
    enabled: mayReadBots(account),
    refetchInterval: WATCH_MS,
  });
}

export const STATES: Readonly<Record<BotState, { readonly tone: Tone; readonly word: string }>> = {
  connecting: { tone: 'warn', word: 'connecting' },
  connected: { tone: 'good', word: 'in the channel' },
  paused: { tone: 'plain', word: 'paused' },
  transient_disconnect: { tone: 'warn', word: 'interrupted' },
  bad_credentials: { tone: 'bad', word: 'cannot sign in' },
  banned: { tone: 'bad', word: 'banned' },
  no_connection: { tone: 'plain', word: 'no bot' },
  unreachable: { tone: 'warn', word: 'not heard of' },
};

const ACTIONS: Readonly<Record<NonNullable<BotStatus['user_action']>, string>> = {
  connect_channel: 'Connect the channel.',
  connect_bot: 'Connect a bot.',
  reconnect: 'Connect the bot again.',
  ask_admin: 'Ask an admin of this server to connect the global bot again.',
  enable_channel: 'Resume the bot to let it back in.',
  mod_the_bot: 'Make the bot a moderator of the channel.',
  unban_the_bot: 'Unban the bot in the channel.',
};

/** What the owner of the channel can do about it; empty when there is nothing to do. */
export const adviceOf = ({ user_action: action }: BotStatus): string => (action === null ? '' : ACTIONS[action]);

export function StateBadge({ state }: { readonly state: BotState }): ReactElement {
  const { tone, word } = STATES[state];
  return <Badge tone={tone}>{word}</Badge>;
}
