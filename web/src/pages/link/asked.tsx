import { useEffect, useState, type ReactElement } from 'react';
import { api, ask } from '../../api/client';
import { useOnceKey } from '../../api/once';
import { toProblem } from '../../api/problem';
import { platformName } from '../../app/platforms';
import { useWho } from '../../app/who';
import { Facts, Time } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Failed } from '../../ui/states';
import type { LinkInfo, StepProps } from './link-state';
import { leaveFor, whyNotLinked, type WayBack } from './way-back';

/** Who asks, what confirming means, and two ways out that weigh the same. */
export function Asked({ token, info, back, onOutcome }: StepProps & { readonly back: WayBack | null }): ReactElement {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const once = useOnceKey();
  const path = { token };
  useEffect(() => {
    // The page that was left for a platform, as the browser kept it.
    const shown = ({ persisted }: PageTransitionEvent): void => {
      if (persisted) setBusy(false);
    };
    addEventListener('pageshow', shown);
    return () => removeEventListener('pageshow', shown);
  }, []);
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setBusy(false);
      const { status } = toProblem(error);
      // A dead link stays dead; anything else may be tried again.
      if ([404, 409, 410].includes(status)) onOutcome({ kind: 'refused', error });
      else setProblem(error);
    }
  };
  const confirm = async (): Promise<void> => {
    // Each sign-in at a platform is a new one, so that one is not asked for twice.
    const headers = info.proof === 'platform' ? {} : once(token);
    const call = api.POST('/v1/platform-linking/tokens/{token}/confirm', { params: { path }, headers });
    const { code, authorize_url: signIn } = await ask(call);
    // Stays busy: the next thing to be seen is the page of the platform.
    if (signIn !== undefined) leaveFor(signIn, { token, info });
    else onOutcome(code === undefined ? { kind: 'linked' } : { kind: 'awaiting', code });
  };
  const decline = async (): Promise<void> => {
    await api.POST('/v1/platform-linking/tokens/{token}/decline', { params: { path } });
    onOutcome({ kind: 'declined', undone: false });
  };
  return (
    <>
      <h1>Is this you on {platformName(info.platform)}?</h1>
      {back && (
        <div className="notice bad" role="alert">
          <p>{whyNotLinked(back)}</p>
        </div>
      )}
      <Asking info={info} />
      <Meaning info={info} />
      {problem !== null && <Failed error={problem} />}
      <div className="choice-buttons">
        <Button busy={busy} onClick={() => void attempt(decline)}>
          No, I did not ask for this
        </Button>
        <Button busy={busy} onClick={() => void attempt(confirm)}>
          {info.proof === 'platform' ? `Yes, sign in at ${platformName(info.platform)}` : 'Yes, this is me'}
        </Button>
      </div>
    </>
  );
}

/** The name is whatever somebody chose to call themselves; the id is what counts. */
function Asking({ info }: { readonly info: LinkInfo }): ReactElement {
  return (
    <Facts
      of={[
        ['Platform', platformName(info.platform)],
        ['Name there', info.platform_username === null ? 'not told' : <bdi key="name">{info.platform_username}</bdi>],
        ['Id there', <code key="id">{info.platform_user_id}</code>],
        ['Asked by', info.requested_by ?? 'a bot'],
        ['Asked', <Time key="asked" at={info.requested_at} />],
        ['Works until', <Time key="until" at={info.expires_at} />],
      ]}
    />
  );
}

function Meaning({ info }: { readonly info: LinkInfo }): ReactElement {
  const { me } = useWho();
  const platform = platformName(info.platform);
  return (
    <div className="notice">
      <p>
        If you confirm, whoever holds this {platform} identity can <strong>act as you</strong> ({me.username}) through
        the bot, until you remove the link.
      </p>
      <p>
        Confirm only if you asked the bot for this link <strong>yourself, just now</strong>, and the name and id are
        yours. Did somebody send you the link? Then decline: it would give <em>their</em> identity access to{' '}
        <em>your</em> account.
      </p>
      {info.proof === 'code' && (
        <p>After confirming you get a code to send to the bot. Nothing is linked before it arrives.</p>
      )}
      {info.proof === 'platform' && (
        <p>
          Confirming leads you to {platform}, to sign in there and prove that it is yours. Nothing is linked if you are
          somebody else there, and we learn nothing but who you are.
        </p>
      )}
    </div>
  );
}
