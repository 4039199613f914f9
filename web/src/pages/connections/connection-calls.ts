import { useQuery, type QueryClient, type UseQueryResult } from '@tanstack/react-query';
import { api, ask, type Schemas } from '../../api/client';
import { query } from '../../api/graphql';
import type { BotPlatform } from '../../app/platforms';
import { mayReadBots, useWho } from '../../app/who';

export type Bot = Schemas['BotConnectionDto'];
export type Channel = Schemas['ChannelConnectionDto'];
export type Account = Schemas['AccountDto'];

export type Reason =
  | 'custom'
  | 'global'
  | 'custom_disabled'
  | 'custom_needs_reauth'
  | 'global_disabled'
  | 'global_needs_reauth'
  | 'platform_off'
  | 'none';

/** Whose bot acts for the account on a platform, and why. */
export interface Acting {
  readonly platform: BotPlatform;
  readonly reason: Reason;
  /** null = nobody's. */
  readonly botUsername: string | null;
}

/** Everything that the page shows of an account. Without the permission to see bots there are none. */
export interface Connections {
  readonly account: Account;
  readonly bots: readonly Bot[];
  readonly channels: readonly Channel[];
  readonly acting: readonly Acting[];
  /** Platforms on which everybody may connect. */
  readonly open: { readonly bot: readonly BotPlatform[]; readonly channel: readonly BotPlatform[] };
}

const KEY = 'connections';

export type InAccount = Readonly<Record<'X-Account-Id', string>>;

export function useInAccount(): InAccount {
  const { account } = useWho();
  return { 'X-Account-Id': account.id };
}

export function useConnections(): UseQueryResult<Connections> {
  const { account } = useWho();
  const headers = useInAccount();
  const seesBots = mayReadBots(account);
  return useQuery({
    queryKey: [KEY, account.id, account.role],
    queryFn: async () => {
      const [found, bots, channels, acting, bot, channel] = await Promise.all([
        ask(api.GET('/v1/accounts/{id}', { params: { path: { id: account.id } } })),
        seesBots ? ask(api.GET('/v1/bot-connections', { headers })) : [],
        ask(api.GET('/v1/channel-connections', { headers })),
        seesBots ? whoActs(headers) : [],
        openFor('bot'),
        openFor('channel'),
      ]);
      return { account: found, bots, channels, acting, open: { bot, channel } };
    },
    // What fails and heals by itself is seen without asking.
    refetchInterval: 15_000,
  });
}

const openFor = async (type: 'bot' | 'channel'): Promise<BotPlatform[]> =>
  (await ask(api.GET('/v1/providers/enabled', { params: { query: { type } } }))).map(({ platform }) => platform);

async function whoActs(headers: InAccount): Promise<readonly Acting[]> {
  const text = '{ botConnectionStatuses { platform reason botUsername } }';
  return (await query<{ botConnectionStatuses: readonly Acting[] }>(text, headers)).botConnectionStatuses;
}

export const changedConnections = (client: QueryClient): Promise<void> => client.invalidateQueries({ queryKey: [KEY] });
