import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { api, ask } from '../api/client';
import { BOT_PLATFORMS, botPlatformName } from '../app/platforms';
import { Button } from '../ui/button';
import { Loading } from '../ui/states';

/** What the address says of a connection that was tried; only words of the program are shown. */
interface Outcome {
  readonly platform: string;
  readonly kind: 'bot' | 'channel';
  /** `connected`, or the code of what was refused. */
  readonly result: string;
}

/** What could be done about it, where the title of the refusal does not say so. */
const HINTS: Readonly<Record<string, string>> = {
  own_channel_as_bot: 'Sign out at the platform, sign in there as the bot, and connect again.',
  connect_state_invalid: 'Nothing was changed. Connect again, in this browser and within ten minutes.',
  connect_denied: 'Nothing was changed.',
  connect_code_refused: 'Nothing was changed. Connect again.',
  platform_unavailable: 'Nothing was changed. Try again in a while.',
  platform_channel_missing: 'Sign in at the platform as somebody who has a channel there.',
};

/** Says, once, how a connection ended that was begun here and decided at a platform. */
export function Returned(): ReactElement | null {
  const navigate = useNavigate();
  const [outcome, setOutcome] = useState(() => outcomeOf(new URLSearchParams(location.search)));
  useEffect(() => {
    // Neither a reload nor a bookmark says it again.
    if (location.search !== '') void navigate(location.pathname, { replace: true });
  }, [navigate]);
  if (!outcome) return null;
  return (
    <div className="returned">
      {outcome.result === 'connected' ? <Connected of={outcome} /> : <Refused of={outcome} />}
      <Button kind="quiet" aria-label="Dismiss" onClick={() => setOutcome(null)}>
        ✕
      </Button>
    </div>
  );
}

function outcomeOf(query: URLSearchParams): Outcome | null {
  const [result, asked, kind] = ['result', 'platform', 'kind'].map((name) => query.get(name));
  const platform = BOT_PLATFORMS.find((one) => one === asked);
  if (!result || !platform) return null;
  return { result, platform: botPlatformName(platform), kind: kind === 'channel' ? 'channel' : 'bot' };
}

const Connected = ({ of: { platform, kind } }: { readonly of: Outcome }): ReactElement => (
  <p role="status" className="strong">
    {kind === 'bot' ? `The bot on ${platform} is connected.` : `The channel on ${platform} is connected.`}
  </p>
);

function Refused({ of: { platform, kind, result } }: { readonly of: Outcome }): ReactElement {
  const errors = useQuery({
    queryKey: ['errors'],
    queryFn: () => ask(api.GET('/v1/errors')),
    staleTime: Infinity,
  });
  // Said at once and as a whole, as it is read out.
  if (errors.isPending) return <Loading />;
  const known = errors.data?.find(({ code }) => code === result);
  return (
    <div role="alert">
      <p className="strong">
        The {kind} on {platform} was not connected.
      </p>
      <p>
        {known ? `${known.title}. ` : ''}
        {known ? HINTS[known.code] : ''}
      </p>
    </div>
  );
}
