import { useState, type ReactElement } from 'react';
import { api, ask } from '../../api/client';
import { mayManage, useWho } from '../../app/who';
import { PageHead } from '../../ui/bits';
import { Paged } from '../../ui/paged';
import { Empty } from '../../ui/states';
import { EventRow } from './event-row';
import { Filters, type Filter } from './filters';

const TAIL_MS = 2_000;

export function AuditPage(): ReactElement {
  const who = useWho();
  const { account, me } = who;
  const [filter, setFilter] = useState<Filter>({
    scope: mayManage(account) ? 'account' : 'global',
    action: '',
    actor: null,
    subject: null,
  });
  const [live, setLive] = useState(true);
  // An admin who may not read this account sees the rest all the same.
  const scope = mayManage(account) ? filter.scope : 'global';
  const home = scope === 'global' ? {} : { 'X-Account-Id': account.id };
  return (
    <>
      <PageHead title="Audit" about="Who did what, as whom. Newest first; nothing can be changed or removed here." />
      <Filters
        filter={{ ...filter, scope }}
        onFilter={setFilter}
        scopes={[
          ...(mayManage(account) ? ['account' as const] : []),
          ...(me.is_system_admin ? ['global' as const] : []),
        ]}
        live={live}
        onLive={setLive}
      />
      <Paged
        queryKey={['audit', account.id, scope, filter]}
        everyMs={live && TAIL_MS}
        read={(cursor) =>
          ask(api.GET('/v1/audit', { params: { query: { ...queryOf({ ...filter, scope }), cursor } }, headers: home }))
        }
        empty={<Empty title="Nothing was recorded">Nothing yet, or nothing that the filters let through.</Empty>}
      >
        {(events) => (
          <ul className="rows events">
            {events.map((event) => (
              <EventRow
                key={event.id}
                event={event}
                onActor={(actor) => setFilter({ ...filter, actor })}
                onSubject={(subject) => setFilter({ ...filter, subject })}
              />
            ))}
          </ul>
        )}
      </Paged>
    </>
  );
}

function queryOf({ scope, action, actor, subject }: Filter): {
  scope: 'account' | 'global';
  action?: string;
  actor_id?: string;
  subject_id?: string;
} {
  return {
    scope,
    ...(action === '' ? {} : { action }),
    ...(actor === null ? {} : { actor_id: actor.id }),
    ...(subject === null ? {} : { subject_id: subject.id }),
  };
}
