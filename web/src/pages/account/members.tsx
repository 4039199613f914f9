import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { api, ask } from '../../api/client';
import { mayManage, useWho, type Role } from '../../app/who';
import { Badge, Row, Section } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Confirm } from '../../ui/dialog';
import { Paged } from '../../ui/paged';
import { Empty } from '../../ui/states';
import { say, sayProblem } from '../../ui/toasts';
import { AddMember } from './add-member';
import { changedMembers, type Account, type Member } from './account-calls';
import { grantable } from './roles';

export function Members({ account }: { readonly account: Account }): ReactElement {
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Member | null>(null);
  return (
    <Section
      title="Members"
      action={
        mayManage(account) && (
          <Button kind="strong" onClick={() => setAdding(true)}>
            Add member
          </Button>
        )
      }
    >
      <Paged
        queryKey={['members', account.id]}
        read={(cursor) =>
          ask(api.GET('/v1/accounts/{id}/members', { params: { path: { id: account.id }, query: { cursor } } }))
        }
        empty={<Empty title="No members" />}
      >
        {(members) => (
          <ul className="rows">
            {members.map((member) => (
              <MemberRow key={member.user.id} account={account} member={member} onRemove={() => setLeaving(member)} />
            ))}
          </ul>
        )}
      </Paged>
      {adding && <AddMember account={account} onClose={() => setAdding(false)} />}
      {leaving && <Remove account={account} member={leaving} onClose={() => setLeaving(null)} />}
    </Section>
  );
}

interface MemberProps {
  readonly account: Account;
  readonly member: Member;
}

function MemberRow({ account, member, onRemove }: MemberProps & { readonly onRemove: () => void }): ReactElement {
  const { me } = useWho();
  const { user, role } = member;
  const mine = user.id === me.id;
  // An admin changes everybody but owners; the server says no to the rest anyway.
  const changeable = mayManage(account) && (account.role === 'owner' || role !== 'owner');
  return (
    <Row
      title={
        <>
          {user.name} {user.is_bot && <Badge tone="accent">bot</Badge>} {mine && <Badge>you</Badge>}{' '}
          {user.status === 'disabled' && <Badge tone="warn">disabled</Badge>}
        </>
      }
      facts={`@${user.username}`}
      actions={
        <>
          {changeable ? <RoleSelect account={account} member={member} /> : <Badge>{role}</Badge>}
          {(changeable || mine) && (
            <Button onClick={onRemove} aria-label={mine ? 'Leave this account' : `Remove ${user.username}`}>
              {mine ? 'Leave' : 'Remove'}
            </Button>
          )}
        </>
      }
    />
  );
}

function RoleSelect({ account, member: { user, role } }: MemberProps): ReactElement {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const change = async (next: Role): Promise<void> => {
    setBusy(true);
    try {
      await api.PUT('/v1/accounts/{id}/members/{user}', {
        params: { path: { id: account.id, user: user.id } },
        body: { role: next },
      });
      say(`${user.username} is ${next} now`);
    } catch (error) {
      sayProblem(error);
    } finally {
      setBusy(false);
      await changedMembers(client);
    }
  };
  return (
    <select
      aria-label={`Role of ${user.username}`}
      value={role}
      disabled={busy}
      onChange={(event) => {
        const next = grantable(account.role, user.is_bot).find((one) => one === event.target.value);
        if (next) void change(next);
      }}
    >
      {grantable(account.role, user.is_bot).map((one) => (
        <option key={one}>{one}</option>
      ))}
    </select>
  );
}

function Remove({ account, member: { user }, onClose }: MemberProps & { readonly onClose: () => void }): ReactElement {
  const { me } = useWho();
  const client = useQueryClient();
  const mine = user.id === me.id;
  const act = async (): Promise<void> => {
    await api.DELETE('/v1/accounts/{id}/members/{user}', { params: { path: { id: account.id, user: user.id } } });
    say(mine ? `You left ${account.name}` : `${user.username} is removed`);
    await changedMembers(client);
  };
  return (
    <Confirm
      title={mine ? `Leave ${account.name}?` : `Remove ${user.username}?`}
      submit={mine ? 'Leave' : 'Remove'}
      onClose={onClose}
      act={act}
    >
      <p>{mine ? 'You' : user.name} can use nothing of this account any more, from the next request on.</p>
    </Confirm>
  );
}
