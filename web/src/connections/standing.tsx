import type { ReactElement } from 'react';
import type { Schemas } from '../api/client';
import { Badge, Time } from '../ui/bits';

type Connection = Schemas['BotConnectionDto'] | Schemas['ChannelConnectionDto'];
type Status = Connection['status'];

const WORDS: Readonly<Record<Status, readonly [tone: 'good' | 'warn' | 'bad', word: string]>> = {
  active: ['good', 'connected'],
  refresh_failing: ['warn', 'renewal fails'],
  unknown: ['warn', 'in doubt'],
  needs_reauth: ['bad', 'connect again'],
  disabled: ['warn', 'switched off'],
};

/** Words of the program, for people. */
const REASONS: Readonly<Record<string, string>> = {
  grant_refused: 'The platform has ended the permission that was given.',
  reply_lost: 'An answer of the platform got lost, and with it the permission that was given.',
  platform_throttles: 'The platform asks to wait.',
  platform_unavailable: 'The platform does not answer.',
  platform_refused: 'The platform refuses at the moment.',
};

export const needsReconnect = ({ status, missing_scopes }: Connection): boolean =>
  status === 'needs_reauth' || missing_scopes.length > 0;

/** Whether a credential works, and what is to be done when it does not. */
export function StandingBadge({ of }: { readonly of: Connection }): ReactElement {
  const [tone, word] = WORDS[of.status];
  return <Badge tone={tone}>{word}</Badge>;
}

export function Standing({ of }: { readonly of: Connection }): ReactElement | null {
  const { status, status_reason: reason, next_try_at: next, missing_scopes: missing } = of;
  const why = reason === null ? '' : (REASONS[reason] ?? reason);
  if (status === 'active' && missing.length === 0) return null;
  return (
    <div className={status === 'needs_reauth' ? 'notice bad' : 'notice'}>
      {status === 'needs_reauth' && <p>{why} Somebody has to connect it again.</p>}
      {status === 'disabled' && <p>{why} It was switched off, and is not used.</p>}
      {(status === 'refresh_failing' || status === 'unknown') && (
        <p>
          {why} Nothing to do: it is tried again <Time at={next} never="soon" />.
        </p>
      )}
      {missing.length > 0 && (
        <p>
          The platform did not grant <code>{missing.join(' ')}</code>. Connect again and leave everything ticked.
        </p>
      )}
    </div>
  );
}
