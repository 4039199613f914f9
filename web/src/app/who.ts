import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { createContext, use, useSyncExternalStore } from 'react';
import { api, ask, type Schemas } from '../api/client';
import { session, type SessionState } from '../api/session';

export type Info = Schemas['InfoDto'];
export type Me = Schemas['MeDto'];
export type OwnAccount = Me['accounts'][number];
export type Role = OwnAccount['role'];

export const useSession = (): SessionState => useSyncExternalStore(session.subscribe, session.state);

export const useInfo = (): UseQueryResult<Info> =>
  useQuery({ queryKey: ['info'], queryFn: () => ask(api.GET('/v1/info')), staleTime: Infinity });

export const useMe = (): UseQueryResult<Me> => useQuery({ queryKey: ['me'], queryFn: () => ask(api.GET('/v1/me')) });

/** Who looks at the page, and in which of their accounts. */
export interface Who {
  readonly me: Me;
  readonly info: Info;
  readonly account: OwnAccount;
  readonly choose: (accountId: string) => void;
}

export const WhoContext = createContext<Who | null>(null);

export function useWho(): Who {
  const who = use(WhoContext);
  if (!who) throw new Error('This page is for people who are signed in');
  return who;
}

/** The same table as the server's, for what the menu shows; the server decides. */
export const mayManage = ({ role }: OwnAccount): boolean => role === 'owner' || role === 'admin';

export const mayReadBots = ({ role }: OwnAccount): boolean => role !== 'viewer';
