import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { api, ask } from '../../api/client';
import { useOnceKey } from '../../api/once';
import { Confirm, Modal } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { Form, textOf } from '../../ui/form';
import { say } from '../../ui/toasts';
import type { Bot } from './bots-page';
import { UsernameField, usernameOf } from './username-field';

export type BotAction = 'rename' | 'disable' | 'enable' | 'transfer' | 'delete';

interface BotDialogProps {
  readonly bot: Bot;
  readonly onClose: () => void;
}

export function BotDialog({ action, ...props }: BotDialogProps & { readonly action: BotAction }): ReactElement {
  switch (action) {
    case 'rename':
      return <Rename {...props} />;
    case 'disable':
    case 'enable':
      return <Switch {...props} action={action} />;
    case 'transfer':
      return <Transfer {...props} />;
    case 'delete':
      return <Delete {...props} />;
  }
}

function Rename({ bot, onClose }: BotDialogProps): ReactElement {
  const client = useQueryClient();
  const navigate = useNavigate();
  const send = async (values: FormData): Promise<void> => {
    const body = { username: usernameOf(values), name: textOf(values, 'name') };
    const renamed = await ask(api.PATCH('/v1/user/bots/{bot}', { params: { path: { bot: bot.username } }, body }));
    say('Renamed');
    onClose();
    await navigate(`/settings/bots/${renamed.username}`, { replace: true });
    await client.invalidateQueries({ queryKey: ['bots'] });
  };
  return (
    <Modal title={`Rename ${bot.username}`} onClose={onClose}>
      <Form send={send} submit="Rename" cancel={onClose}>
        <UsernameField current={bot.username} />
        <TextField label="Name" name="name" required maxLength={120} defaultValue={bot.name} />
      </Form>
    </Modal>
  );
}

function Switch({ bot, action, onClose }: BotDialogProps & { readonly action: 'disable' | 'enable' }): ReactElement {
  const client = useQueryClient();
  const disabling = action === 'disable';
  const act = async (): Promise<void> => {
    await api.POST(`/v1/user/bots/{bot}/${action}`, { params: { path: { bot: bot.username } } });
    say(disabling ? 'Disabled' : 'Enabled');
    await client.invalidateQueries({ queryKey: ['bots'] });
  };
  return (
    <Confirm
      title={`${disabling ? 'Disable' : 'Enable'} ${bot.username}?`}
      submit={disabling ? 'Disable' : 'Enable'}
      danger={disabling}
      onClose={onClose}
      act={act}
    >
      <p>
        {disabling
          ? 'All its tokens stop working with their next request. You can enable it again at any time.'
          : 'Its tokens work again, as they were.'}
      </p>
    </Confirm>
  );
}

function Transfer({ bot, onClose }: BotDialogProps): ReactElement {
  const client = useQueryClient();
  const once = useOnceKey();
  const send = async (values: FormData): Promise<void> => {
    const body = { new_owner: textOf(values, 'new_owner') };
    await api.POST('/v1/user/bots/{bot}/transfer', {
      params: { path: { bot: bot.username } },
      body,
      headers: once(body),
    });
    say(`Offered to ${body.new_owner}`);
    await client.invalidateQueries({ queryKey: ['bot-transfers'] });
    onClose();
  };
  return (
    <Modal title={`Transfer ${bot.username}`} onClose={onClose}>
      <Form send={send} submit="Offer it" cancel={onClose}>
        <p>
          The new owner has 7 days to accept. Until then nothing changes, and you can take the offer back under Bots.
          Accepting ends all its tokens.
        </p>
        <TextField
          label="Username of the new owner"
          name="new_owner"
          required
          autoCapitalize="none"
          spellCheck={false}
        />
      </Form>
    </Modal>
  );
}

function Delete({ bot, onClose }: BotDialogProps): ReactElement {
  const client = useQueryClient();
  const navigate = useNavigate();
  const act = async (): Promise<void> => {
    await api.DELETE('/v1/user/bots/{bot}', { params: { path: { bot: bot.username } } });
    say(`${bot.username} is deleted`);
    await navigate('/settings/bots', { replace: true });
    client.removeQueries({ queryKey: ['bots', bot.username] });
    await client.invalidateQueries({ queryKey: ['bots'] });
  };
  return (
    <Confirm
      title={`Delete ${bot.username}?`}
      submit="Delete for ever"
      typed={bot.username}
      onClose={onClose}
      act={act}
    >
      <p>
        <strong>This is permanent.</strong> The bot, its tokens and its memberships are gone at once, and nobody can
        bring them back. To stop it for a while, disable it instead.
      </p>
    </Confirm>
  );
}
