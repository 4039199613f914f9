import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
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
import { AlreadyYours, BackWithoutLink, Declined, Done, NoToken, WhyNot } from './endings';
import { isLinkedToMe, type LinkInfo, type Outcome } from './link-state';
import { forgetLeft, wayBack, type WayBack } from './way-back';

/** Where a bot sends a person. The token is the last part of the path, or lies behind a `#`, where no server ever sees it. */
export function LinkPage(): ReactElement {
  const { token } = useParams();
  const { hash } = useLocation();
  const back = useWayBack();
  const given = token ?? (hash.replace(/^#\/?/, '') || (back?.left?.token ?? ''));
  return (
    <SignedIn>
      {given === '' ? (
        <Card>{back ? <BackWithoutLink back={back} /> : <NoToken />}</Card>
      ) : (
        <LinkFlow key={given} token={given} back={back?.left?.token === given ? back : null} />
      )}
    </SignedIn>
  );
}

/** Somebody who comes back from a platform; neither a reload nor a bookmark says so again. */
function useWayBack(): WayBack | null {
  const navigate = useNavigate();
  const [back] = useState(wayBack);
  useEffect(() => {
    if (!back) return;
    forgetLeft();
    void navigate({ pathname: '/link', hash: back.left?.token ?? '' }, { replace: true });
  }, [back, navigate]);
  return back;
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

interface FlowProps {
  readonly token: string;
  readonly back: WayBack | null;
}

function LinkFlow({ token, back }: FlowProps): ReactElement {
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
        <Over error={info.error} token={token} back={back} retry={() => void info.refetch()} />
      ) : (
        <Loaded query={info}>{(known) => <Steps token={token} info={known} back={back} />}</Loaded>
      )}
    </Card>
  );
}

interface OverProps extends FlowProps {
  readonly error: unknown;
  readonly retry: () => void;
}

/** A link that cannot be confirmed any more; for whoever proved it a moment ago, because it is linked. */
function Over({ error, token, back, retry }: OverProps): ReactElement {
  const info = isLinkedToMe(error) ? back?.left?.info : undefined;
  return info ? <Steps token={token} info={info} back={back} first="linked" /> : <WhyNot error={error} retry={retry} />;
}

interface StepsProps extends FlowProps {
  readonly info: LinkInfo;
  readonly first?: 'linked';
}

function Steps({ token, info, back, first }: StepsProps): ReactElement {
  const [outcome, setOutcome] = useState<Outcome>({ kind: first ?? (info.already_linked_to_me ? 'yours' : 'asked') });
  switch (outcome.kind) {
    case 'asked':
      return <Asked token={token} info={info} back={back} onOutcome={setOutcome} />;
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
