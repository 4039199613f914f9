import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { isCode } from '../api/problem';
import { session } from '../api/session';
import { SignInHere } from '../pages/sign-in';
import { Failed, Loading } from '../ui/states';
import { NotFound } from './not-found';
import type { PageEntry } from './pages';
import { useInfo, useMe, useSession, useWho, WhoContext, type Info, type Me } from './who';

/**
 * Shows what is for people who are signed in, and to everybody else the sign-in, at the same address: nobody has to be led back, and
 * no address (which may hold a link token) is handed on.
 */
export function SignedIn({ children }: { readonly children: ReactNode }): ReactElement {
  const state = useSession();
  useEffect(() => {
    // Only finds out whether there is a login; what goes wrong is in the state.
    if (state === 'asking') session.token().catch(() => undefined);
  }, [state]);
  if (state === 'asking')
    return (
      <Alone>
        <Loading />
      </Alone>
    );
  if (state === 'unreachable') {
    return (
      <Alone>
        <Failed error={session.failure} retry={() => location.reload()} />
        {isCode(session.failure, 'csrf_refused') && (
          <p>This console is to be opened at the address that its server calls PUBLIC_URL.</p>
        )}
      </Alone>
    );
  }
  return state === 'out' ? <SignInHere /> : <Known>{children}</Known>;
}

export function Alone({ children }: { readonly children: ReactNode }): ReactElement {
  return <main className="alone">{children}</main>;
}

function Known({ children }: { readonly children: ReactNode }): ReactElement {
  const me = useMe();
  const info = useInfo();
  const failed = [me, info].find((query) => query.isError && query.data === undefined);
  if (failed) {
    return (
      <Alone>
        <Failed error={failed.error} retry={() => void failed.refetch()} />
      </Alone>
    );
  }
  if (!me.data || !info.data)
    return (
      <Alone>
        <Loading />
      </Alone>
    );
  return (
    <InAccount me={me.data} info={info.data}>
      {children}
    </InAccount>
  );
}

const CHOSEN = 'understudy.account';

function InAccount({
  me,
  info,
  children,
}: {
  readonly me: Me;
  readonly info: Info;
  readonly children: ReactNode;
}): ReactElement {
  const [chosen, setChosen] = useState(() => localStorage.getItem(CHOSEN));
  const [first] = me.accounts;
  const account = me.accounts.find(({ id }) => id === chosen) ?? first;
  if (!account)
    return (
      <Alone>
        <Failed error={new Error('No account')} />
      </Alone>
    );
  const choose = (id: string): void => {
    localStorage.setItem(CHOSEN, id);
    setChosen(id);
  };
  return <WhoContext value={{ me, info, account, choose }}>{children}</WhoContext>;
}

/** A page that this person does not see is one that is not there. */
export function Shown({ page: { component: Page, shown } }: { readonly page: PageEntry }): ReactElement {
  const who = useWho();
  return shown && !shown(who) ? <NotFound /> : <Page />;
}
