import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useId, useState, type ReactElement } from 'react';
import { api, ask } from '../../api/client';
import { useOnceKey } from '../../api/once';
import { Modal } from '../../ui/dialog';
import { SelectField, TextField } from '../../ui/field';
import { Form, textOf } from '../../ui/form';
import { say } from '../../ui/toasts';
import { changedMembers, type Account } from './account-calls';
import { grantable, ROLE_MEANING } from './roles';

export function AddMember({
  account,
  onClose,
}: {
  readonly account: Account;
  readonly onClose: () => void;
}): ReactElement {
  const client = useQueryClient();
  const once = useOnceKey();
  const send = async (values: FormData): Promise<void> => {
    const user = textOf(values, 'user');
    const role = grantable(account.role, false).find((one) => one === textOf(values, 'role')) ?? 'viewer';
    await api.PUT('/v1/accounts/{id}/members/{user}', {
      params: { path: { id: account.id, user } },
      body: { role },
      headers: once({ user, role }),
    });
    say(`${user} is ${role} now`);
    await changedMembers(client);
    onClose();
  };
  return (
    <Modal title="Add a member" onClose={onClose}>
      <Form send={send} submit="Add" cancel={onClose}>
        <PersonField />
        <SelectField label="Role" name="role" defaultValue="viewer">
          {grantable(account.role, false).map((role) => (
            <option key={role} value={role}>
              {role}: {ROLE_MEANING[role]}
            </option>
          ))}
        </SelectField>
      </Form>
    </Modal>
  );
}

/** Suggests people and one's own bots, by the beginning of their username. */
function PersonField(): ReactElement {
  const list = useId();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ['users', q],
    queryFn: () => ask(api.GET('/v1/users', { params: { query: { q, limit: 10 } } })),
    enabled: q.length >= 2,
  });
  return (
    <>
      <TextField
        label="Username"
        name="user"
        list={list}
        required
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        hint="Of a person, or of one of your bots"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <datalist id={list}>
        {found.data?.items.map(({ id, username, name }) => (
          <option key={id} value={username}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  );
}
