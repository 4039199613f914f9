import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { api, ask } from '../../api/client';
import { botPlatformName } from '../../app/platforms';
import { Modal } from '../../ui/dialog';
import { SelectField } from '../../ui/field';
import { Form, textOf } from '../../ui/form';
import { Loaded } from '../../ui/states';
import { say } from '../../ui/toasts';
import { changedConnections, useInAccount, type Bot } from './connection-calls';

interface AttachProps {
  readonly bot: Bot;
  readonly onClose: () => void;
}

/** Lets one of the person's bot users act through the connection, or none. */
export function AttachDialog({
  bot: { platform, bot_username, attached_to: now },
  onClose,
}: AttachProps): ReactElement {
  const client = useQueryClient();
  const headers = useInAccount();
  const bots = useQuery({
    queryKey: ['bots', 'all'],
    queryFn: () => ask(api.GET('/v1/user/bots', { params: { query: { limit: 100 } } })),
  });
  const send = async (values: FormData): Promise<void> => {
    const params = { path: { platform } };
    const bot = textOf(values, 'bot');
    if (bot === '') await api.DELETE('/v1/bot-connections/{platform}/bot-user', { params, headers });
    else await api.PUT('/v1/bot-connections/{platform}/bot-user', { params, headers, body: { bot } });
    say(bot === '' ? 'No bot user acts through it' : `${bot} acts through it`);
    await changedConnections(client);
    onClose();
  };
  return (
    <Modal title={`Bot user of @${bot_username} on ${botPlatformName(platform)}`} onClose={onClose}>
      <Loaded query={bots}>
        {({ items }) => (
          <Form send={send} submit="Save" cancel={onClose}>
            <p>A bot user acts on {botPlatformName(platform)} through this connection, with its own API tokens.</p>
            <SelectField
              label="Bot user"
              name="bot"
              defaultValue={now?.username ?? ''}
              hint={items.length === 0 ? <Link to="/settings/bots">Create a bot first</Link> : undefined}
            >
              <option value="">nobody</option>
              {now && !items.some(({ id }) => id === now.id) && <option>{now.username}</option>}
              {items.map(({ id, username }) => (
                <option key={id}>{username}</option>
              ))}
            </SelectField>
          </Form>
        )}
      </Loaded>
    </Modal>
  );
}
