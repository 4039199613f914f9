import { useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState, type ReactElement } from 'react';
import { api, ask, type Schemas } from '../../api/client';
import { useWho } from '../../app/who';
import { Badge, PageHead, Row, Time } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Confirm } from '../../ui/dialog';
import { Paged } from '../../ui/paged';
import { Empty } from '../../ui/states';
import { say } from '../../ui/toasts';

type User = Schemas['PrivateUserDto'];

interface Change {
  readonly user: User;
  readonly title: string;
  readonly submit: string;
  readonly text: string;
  readonly body: Schemas['ChangeUserDto'];
}

export function UsersPage(): ReactElement {
  const [typed, setTyped] = useState('');
  const [change, setChange] = useState<Change | null>(null);
  const q = useDeferredValue(typed.trim());
  const query = q === '' ? {} : { q };
  return (
    <>
      <PageHead title="Users" about="People and bots of this installation, oldest first." />
      <div className="field">
        <label htmlFor="find">Find by the beginning of a username or e-mail address</label>
        <input id="find" type="search" value={typed} onChange={(event) => setTyped(event.target.value)} />
      </div>
      <Paged
        queryKey={['admin-users', q]}
        read={(cursor) => ask(api.GET('/v1/admin/users', { params: { query: { ...query, cursor } } }))}
        empty={<Empty title="Nobody is called that" />}
      >
        {(users) => (
          <ul className="rows">
            {users.map((user) => (
              <UserRow key={user.id} user={user} onChange={setChange} />
            ))}
          </ul>
        )}
      </Paged>
      {change && <ApplyChange change={change} onClose={() => setChange(null)} />}
    </>
  );
}

function UserRow({
  user,
  onChange,
}: {
  readonly user: User;
  readonly onChange: (change: Change) => void;
}): ReactElement {
  const { me } = useWho();
  return (
    <Row
      title={
        <>
          {user.name} {user.is_bot && <Badge tone="accent">bot</Badge>}{' '}
          {user.is_system_admin && <Badge tone="good">system admin</Badge>}{' '}
          {user.status === 'disabled' && <Badge tone="warn">disabled</Badge>}
        </>
      }
      facts={
        <>
          @{user.username} {user.email === null ? '' : `· ${user.email}`} · since <Time at={user.created_at} />
        </>
      }
      actions={
        user.id !== me.id && (
          <>
            {!user.is_bot && <ChangeButton change={adminChange(user)} onChange={onChange} />}
            <ChangeButton change={statusChange(user)} onChange={onChange} />
          </>
        )
      }
    />
  );
}

function ChangeButton({
  change,
  onChange,
}: {
  readonly change: Change;
  readonly onChange: (change: Change) => void;
}): ReactElement {
  return (
    <Button onClick={() => onChange(change)} aria-label={`${change.submit}: ${change.user.username}`}>
      {change.submit}
    </Button>
  );
}

function statusChange(user: User): Change {
  return user.status === 'active'
    ? {
        user,
        title: `Disable ${user.username}?`,
        submit: 'Disable',
        text: 'Their logins, tokens and bots stop working with their next request. It can be undone.',
        body: { status: 'disabled' },
      }
    : {
        user,
        title: `Enable ${user.username}?`,
        submit: 'Enable',
        text: 'They can sign in again, and their tokens and bots work again.',
        body: { status: 'active' },
      };
}

function adminChange(user: User): Change {
  return user.is_system_admin
    ? {
        user,
        title: `Take admin rights from ${user.username}?`,
        submit: 'Take admin rights',
        text: 'They can no longer manage keys, users and providers of this installation.',
        body: { is_system_admin: false },
      }
    : {
        user,
        title: `Make ${user.username} a system admin?`,
        submit: 'Make admin',
        text: 'They can then manage keys, users and providers of this whole installation, and take these rights from you.',
        body: { is_system_admin: true },
      };
}

function ApplyChange({ change, onClose }: { readonly change: Change; readonly onClose: () => void }): ReactElement {
  const client = useQueryClient();
  const act = async (): Promise<void> => {
    await api.PATCH('/v1/admin/users/{id}', { params: { path: { id: change.user.id } }, body: change.body });
    say('Done');
    await client.invalidateQueries({ queryKey: ['admin-users'] });
  };
  return (
    <Confirm title={change.title} submit={change.submit} onClose={onClose} act={act}>
      <p>{change.text}</p>
    </Confirm>
  );
}
