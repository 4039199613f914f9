import type { ReactElement } from 'react';
import { Button } from '../../ui/button';

export interface Person {
  readonly id: string;
  readonly name: string;
}

export interface Filter {
  readonly scope: 'account' | 'global';
  /** The whole name of an action; empty = all. */
  readonly action: string;
  readonly actor: Person | null;
  readonly subject: Person | null;
}

interface FiltersProps {
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly scopes: readonly Filter['scope'][];
  readonly live: boolean;
  readonly onLive: (live: boolean) => void;
}

const SCOPES = { account: 'This account', global: 'Belonging to no account' } as const;

/** The commonest; any other may be typed. */
const ACTIONS = [
  'login.started',
  'login.refused',
  'link.created',
  'link.removed',
  'link.declined',
  'bot_user.created',
  'bot_user.deleted',
  'api_token.created',
  'api_token.revoked',
  'service_key.created',
  'member.added',
  'member.role_changed',
  'member.removed',
  'bot_connection.connected',
  'bot_connection.deleted',
  'channel_connection.connected',
  'provider.changed',
];

export function Filters({ filter, onFilter, scopes, live, onLive }: FiltersProps): ReactElement {
  return (
    <div className="filters">
      {scopes.length > 1 && (
        <div className="field">
          <label htmlFor="scope">Events</label>
          <select
            id="scope"
            value={filter.scope}
            onChange={(event) => {
              const scope = scopes.find((one) => one === event.target.value);
              if (scope) onFilter({ ...filter, scope });
            }}
          >
            {scopes.map((scope) => (
              <option key={scope} value={scope}>
                {SCOPES[scope]}
              </option>
            ))}
          </select>
        </div>
      )}
      <div className="field">
        <label htmlFor="action">Action</label>
        <input
          id="action"
          list="actions"
          placeholder="all"
          spellCheck={false}
          maxLength={100}
          value={filter.action}
          onChange={(event) => onFilter({ ...filter, action: event.target.value.trim() })}
        />
        <datalist id="actions">
          {ACTIONS.map((action) => (
            <option key={action}>{action}</option>
          ))}
        </datalist>
      </div>
      <label className="choice">
        <input type="checkbox" checked={live} onChange={(event) => onLive(event.target.checked)} />
        <span>Live</span>
      </label>
      <Only what="By" person={filter.actor} onDrop={() => onFilter({ ...filter, actor: null })} />
      <Only what="For" person={filter.subject} onDrop={() => onFilter({ ...filter, subject: null })} />
    </div>
  );
}

interface OnlyProps {
  readonly what: string;
  readonly person: Person | null;
  readonly onDrop: () => void;
}

function Only({ what, person, onDrop }: OnlyProps): ReactElement | null {
  if (!person) return null;
  return (
    <Button onClick={onDrop} aria-label={`Stop filtering: ${what} ${person.name}`}>
      {what} {person.name} ✕
    </Button>
  );
}
