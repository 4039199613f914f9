import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useLocation, useParams } from 'react-router';
import { api, ask } from '../../api/client';
import { session } from '../../api/session';
import { Logo } from '../../app/logo';
import { SignedIn } from '../../app/signed-in';
import { useWho } from '../../app/who';
import { Button } from '../../ui/button';
import { Loaded } from '../../ui/states';
import { useTitle } from '../../ui/title';
import { Asked } from './asked';
import { AwaitingProof } from './awaiting-proof';
import { AlreadyYours, Declined, Done, NoToken, WhyNot } from './endings';
import type { LinkInfo, Outcome } from './link-state';

/** Where a bot sends a person. The token is the last part of the path, or lies behind a `#`, where no server ever sees it. */
export function LinkPage(): ReactElement {
  const { token } = useParams();
  const { hash } = useLocation();
  const given = token ?? hash.replace(/^#\/?/, '');
  return <SignedIn>{given === '' ? <Card>{<NoToken />}</Card> : <LinkFlow key={given} token={given} />}</SignedIn>;
}

function Card({ children }: { readonly children: ReactNode }): ReactElement {
  useTitle('Link an identity');
  const { me } = useWho();
  const other = async (): Promise<void> => {
    await api.POST('/v1/auth/logout').catch(() => undefined);
    session.signedOut();
  };
  return (
    <main className="alone">
      <Logo />
      <div className="card link-card">{children}</div>
      <p className="small muted">
        Signed in as <strong>{me.username}</strong>.{' '}
        <Button kind="quiet" onClick={() => void other()}>
          Not you?
        </Button>
      </p>
    </main>
  );
}

function LinkFlow({ token }: { readonly token: string }): ReactElement {
  // Asked once: reading changes nothing, and what a person reads must not change under their hand.
  const info = useQuery({
    queryKey: ['link', token],
    queryFn: () => ask(api.GET('/v1/platform-linking/tokens/{token}/info', { params: { path: { token } } })),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    retry: false,
  });
  return (
    <Card>
      {info.isError ? (
        <WhyNot error={info.error} retry={() => void info.refetch()} />
      ) : (
        <Loaded query={info}>{(known) => <Steps token={token} info={known} />}</Loaded>
      )}
    </Card>
  );
}

function Steps({ token, info }: { readonly token: string; readonly info: LinkInfo }): ReactElement {
  const [outcome, setOutcome] = useState<Outcome>({ kind: info.already_linked_to_me ? 'yours' : 'asked' });
  switch (outcome.kind) {
    case 'asked':
      return <Asked token={token} info={info} onOutcome={setOutcome} />;
    case 'awaiting':
      return <AwaitingProof token={token} info={info} code={outcome.code} onOutcome={setOutcome} />;
    case 'yours':
      return <AlreadyYours info={info} />;
    case 'linked':
      return <Done info={info} onOutcome={setOutcome} />;
    case 'declined':
      return <Declined info={info} undone={outcome.undone} />;
    case 'refused':
      return <WhyNot error={outcome.error} />;
  }
}
