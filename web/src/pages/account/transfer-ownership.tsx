import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api, ask } from '../../api/client';
import { useWho, type Role } from '../../app/who';
import { Modal } from '../../ui/dialog';
import { SelectField } from '../../ui/field';
import { Form, textOf } from '../../ui/form';
import { Loaded } from '../../ui/states';
import { say } from '../../ui/toasts';
import { changedMembers, type AccountDialogProps } from './account-calls';

/** The other one becomes owner first, so that the account has one at every moment. */
export function TransferOwnership({ account, onClose }: AccountDialogProps): ReactElement {
  const { me } = useWho();
  const client = useQueryClient();
  const members = useQuery({
    queryKey: ['members', account.id, 'people'],
    queryFn: () =>
      ask(api.GET('/v1/accounts/{id}/members', { params: { path: { id: account.id }, query: { limit: 100 } } })),
  });
  const make = (user: string, role: Role): Promise<unknown> =>
    api.PUT('/v1/accounts/{id}/members/{user}', { params: { path: { id: account.id, user } }, body: { role } });
  const send = async (values: FormData): Promise<void> => {
    await make(textOf(values, 'user'), 'owner');
    if (textOf(values, 'then') === 'step-down') await make(me.id, 'admin');
    say('Ownership is transferred');
    await changedMembers(client);
    onClose();
  };
  return (
    <Modal title={`Transfer ${account.name}`} onClose={onClose}>
      <Loaded query={members}>
        {({ items }) => {
          const others = items.filter(({ user }) => user.id !== me.id && !user.is_bot);
          return (
            <Form send={send} submit="Transfer" kind="danger" cancel={onClose} ready={others.length > 0}>
              {others.length === 0 && <p>Add the new owner as a member first.</p>}
              <SelectField label="New owner" name="user" required>
                {others.map(({ user }) => (
                  <option key={user.id} value={user.id}>
                    {user.name} (@{user.username})
                  </option>
                ))}
              </SelectField>
              <SelectField label="And you" name="then" defaultValue="step-down">
                <option value="step-down">become an admin</option>
                <option value="stay">stay an owner, too</option>
              </SelectField>
            </Form>
          );
        }}
      </Loaded>
    </Modal>
  );
}
