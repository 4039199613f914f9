import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api, ask } from '../../api/client';
import { useOnceKey } from '../../api/once';
import { useWho } from '../../app/who';
import { Confirm, Modal } from '../../ui/dialog';
import { SelectField, TextField } from '../../ui/field';
import { Form, textOf } from '../../ui/form';
import { say } from '../../ui/toasts';
import { changedMembers, type Account, type AccountDialogProps } from './account-calls';
import { TransferOwnership } from './transfer-ownership';

export type AccountAction = 'change' | 'create' | 'transfer' | 'delete';

export function AccountDialog({
  action,
  ...props
}: AccountDialogProps & { readonly action: AccountAction }): ReactElement {
  switch (action) {
    case 'change':
      return <Change {...props} />;
    case 'create':
      return <Create onClose={props.onClose} />;
    case 'transfer':
      return <TransferOwnership {...props} />;
    case 'delete':
      return <Delete {...props} />;
  }
}

function Fields({ account }: { readonly account?: Account }): ReactElement {
  return (
    <>
      <TextField label="Name" name="name" required maxLength={120} defaultValue={account?.name} />
      <SelectField
        label="When a bot of the account cannot act"
        name="bot_fallback"
        defaultValue={account?.bot_fallback ?? 'none'}
      >
        <option value="none">nobody speaks, never under another name</option>
        <option value="global">the global bot speaks in its place</option>
      </SelectField>
    </>
  );
}

const bodyOf = (values: FormData): { name: string; bot_fallback: 'none' | 'global' } => ({
  name: textOf(values, 'name'),
  bot_fallback: textOf(values, 'bot_fallback') === 'global' ? 'global' : 'none',
});

function Change({ account, onClose }: AccountDialogProps): ReactElement {
  const client = useQueryClient();
  const send = async (values: FormData): Promise<void> => {
    await api.PATCH('/v1/accounts/{id}', { params: { path: { id: account.id } }, body: bodyOf(values) });
    say('Saved');
    await changedMembers(client);
    onClose();
  };
  return (
    <Modal title="Account settings" onClose={onClose}>
      <Form send={send} submit="Save" cancel={onClose}>
        <Fields account={account} />
      </Form>
    </Modal>
  );
}

function Create({ onClose }: Pick<AccountDialogProps, 'onClose'>): ReactElement {
  const client = useQueryClient();
  const { choose } = useWho();
  const once = useOnceKey();
  const send = async (values: FormData): Promise<void> => {
    const body = bodyOf(values);
    const made = await ask(api.POST('/v1/accounts', { body, headers: once(body) }));
    await changedMembers(client);
    choose(made.id);
    say(`${made.name} is yours`);
    onClose();
  };
  return (
    <Modal title="New account" onClose={onClose}>
      <Form send={send} submit="Create account" cancel={onClose}>
        <p>For a team: it has members with roles, connections and an audit of its own.</p>
        <Fields />
      </Form>
    </Modal>
  );
}

function Delete({ account, onClose }: AccountDialogProps): ReactElement {
  const client = useQueryClient();
  const act = async (): Promise<void> => {
    await api.DELETE('/v1/accounts/{id}', { params: { path: { id: account.id } } });
    say(`${account.name} is deleted`);
    await client.invalidateQueries({ queryKey: ['me'] });
  };
  return (
    <Confirm
      title={`Delete ${account.name}?`}
      submit="Delete for ever"
      typed={account.name}
      onClose={onClose}
      act={act}
    >
      <p>
        <strong>This is permanent.</strong> Its members lose it, and everything in it is gone.
      </p>
    </Confirm>
  );
}
