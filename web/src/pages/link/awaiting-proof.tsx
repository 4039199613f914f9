import { useQuery } from '@tanstack/react-query';
import { useEffect, type ReactElement } from 'react';
import { api } from '../../api/client';
import { platformName } from '../../app/platforms';
import { Time } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Failed } from '../../ui/states';
import { goOnFrom } from '../../ui/title';
import { sayProblem } from '../../ui/toasts';
import { proofState, type StepProps } from './link-state';

const ASK_EVERY_MS = 1_500;

/** Two-sided proof: the chat identity itself must hand in the code, so a link that was forwarded binds nothing. */
export function AwaitingProof({ token, info, code, onOutcome }: StepProps & { readonly code: string }): ReactElement {
  const state = useQuery({
    queryKey: ['link', token, 'proof'],
    queryFn: () => proofState(token),
    refetchInterval: ASK_EVERY_MS,
    staleTime: 0,
    gcTime: 0,
  });
  const platform = platformName(info.platform);
  useEffect(() => {
    if (state.data === 'linked') onOutcome({ kind: 'linked' });
    if (state.data === 'ended') onOutcome({ kind: 'refused', error: null });
  }, [state.data, onOutcome]);
  const cancel = async (): Promise<void> => {
    try {
      await api.POST('/v1/platform-linking/tokens/{token}/decline', { params: { path: { token } } });
      onOutcome({ kind: 'declined', undone: false });
    } catch (error) {
      sayProblem(error);
    }
  };
  return (
    <>
      <h1 ref={goOnFrom} tabIndex={-1}>
        Send this code to the bot
      </h1>
      <p>
        In a <strong>private</strong> message on {platform}, as{' '}
        <bdi className="strong">{info.platform_username ?? info.platform_user_id}</bdi>:
      </p>
      <p className="code" aria-label={`Code ${[...code].join(' ')}`}>
        {code}
      </p>
      <p className="notice">
        Give it to nobody else, whatever they say: whoever sends it for you links <em>their</em> identity to your
        account.
      </p>
      <p className="state muted" role="status">
        <span className="spinner" aria-hidden="true" /> Waiting for the code to arrive from {platform} …
      </p>
      {state.isError && <Failed error={state.error} />}
      <p className="small muted">
        The code works until <Time at={info.expires_at} />.
      </p>
      <Button onClick={() => void cancel()}>Cancel, link nothing</Button>
    </>
  );
}
