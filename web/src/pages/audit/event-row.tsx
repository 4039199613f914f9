import type { ReactElement } from 'react';
import { Badge, Time } from '../../ui/bits';
import type { Person } from './filters';
import type { AuditEvent } from './audit-event';

interface EventRowProps {
  readonly event: AuditEvent;
  readonly onActor: (person: Person) => void;
  readonly onSubject: (person: Person) => void;
}

const TONES = { done: 'plain', refused: 'warn', failed: 'bad' } as const;

/** Who, what, as whom; the rest behind a disclosure. */
export function EventRow({ event, onActor, onSubject }: EventRowProps): ReactElement {
  const actor = personOf(event.actor_id, event.actor_name ?? event.actor_kind);
  const subject = personOf(event.subject_id, event.subject_name ?? 'somebody');
  return (
    <li className="row event">
      <div className="row-text">
        <div className="row-title">
          <Named person={actor} otherwise={event.actor_name ?? event.actor_kind} onPick={onActor} />{' '}
          <code>{event.action}</code>
          {subject && subject.id !== actor?.id && (
            <>
              {' '}
              <span className="muted">for</span> <Named person={subject} otherwise="" onPick={onSubject} />
            </>
          )}{' '}
          {event.outcome !== 'done' && <Badge tone={TONES[event.outcome]}>{event.outcome}</Badge>}
        </div>
        <details className="small muted">
          <summary>
            <Time at={event.at} />
          </summary>
          <Details event={event} />
        </details>
      </div>
    </li>
  );
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Only what has an id of ours can be filtered by. */
const personOf = (id: string | null, name: string): Person | null =>
  id !== null && UUID.test(id) ? { id, name } : null;

function Named({
  person,
  otherwise,
  onPick,
}: {
  readonly person: Person | null;
  readonly otherwise: string;
  readonly onPick: (person: Person) => void;
}): ReactElement {
  if (!person) return <strong>{otherwise}</strong>;
  return (
    <button type="button" className="as-link strong" title="Show only these" onClick={() => onPick(person)}>
      {person.name}
    </button>
  );
}

function Details({ event }: { readonly event: AuditEvent }): ReactElement {
  const facts: readonly (readonly [string, string | null])[] = [
    ['Kind', event.actor_kind],
    ['Target', event.target_kind === null ? null : `${event.target_kind} ${event.target_id ?? ''}`],
    ['On behalf of', event.on_behalf_of],
    ['Token', event.token_id],
    ['Request', event.request_id],
    ['Details', Object.keys(event.details).length === 0 ? null : JSON.stringify(event.details)],
  ];
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="wrap">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
