import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { api, ask } from '../../api/client';
import { useOnceKey } from '../../api/once';
import { Modal } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { Form, textOf } from '../../ui/form';
import { UsernameField, usernameOf } from './username-field';

export function NewBot({ onClose }: { readonly onClose: () => void }): ReactElement {
  const client = useQueryClient();
  const navigate = useNavigate();
  const once = useOnceKey();
  const send = async (values: FormData): Promise<void> => {
    const name = textOf(values, 'name');
    const body = { username: usernameOf(values), ...(name === '' ? {} : { name }) };
    const bot = await ask(api.PUT('/v1/user/bots', { body, headers: once(body) }));
    await client.invalidateQueries({ queryKey: ['bots'] });
    await navigate(`/settings/bots/${bot.username}`);
  };
  return (
    <Modal title="New bot" onClose={onClose}>
      <Form send={send} submit="Create bot" cancel={onClose}>
        <UsernameField />
        <TextField label="Name (optional)" name="name" maxLength={120} hint="What people see beside the username" />
      </Form>
    </Modal>
  );
}
