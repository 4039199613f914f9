import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../../api/client';
import { botPlatformName } from '../../app/platforms';
import { TokenDialog } from '../../connections/token-dialog';
import { Confirm } from '../../ui/dialog';
import { say } from '../../ui/toasts';
import { AttachDialog } from './attach-dialog';
import { changedConnections, useInAccount, type Bot, type Channel } from './connection-calls';

export type OpenDialog =
  | { readonly kind: 'token' }
  | { readonly kind: 'attach' | 'leave-bot'; readonly bot: Bot }
  | { readonly kind: 'leave-channel'; readonly channel: Channel };

interface Closing {
  readonly onClose: () => void;
}

export function ConnectionDialog({ open, onClose }: Closing & { readonly open: OpenDialog }): ReactElement {
  switch (open.kind) {
    case 'token':
      return <DiscordToken onClose={onClose} />;
    case 'attach':
      return <AttachDialog bot={open.bot} onClose={onClose} />;
    case 'leave-bot':
      return <LeaveBot bot={open.bot} onClose={onClose} />;
    case 'leave-channel':
      return <LeaveChannel channel={open.channel} onClose={onClose} />;
  }
}

function DiscordToken({ onClose }: Closing): ReactElement {
  const client = useQueryClient();
  const inAccount = useInAccount();
  const connect = async (token: string, once: Record<string, string>): Promise<void> => {
    await api.PUT('/v1/bot-connections/discord', { body: { token }, headers: { ...inAccount, ...once } });
    say('The bot on Discord is connected');
    await changedConnections(client);
  };
  return <TokenDialog title="Connect a bot on Discord" connect={connect} onClose={onClose} />;
}

function LeaveBot({ bot: { platform, bot_username }, onClose }: Closing & { readonly bot: Bot }): ReactElement {
  const client = useQueryClient();
  const headers = useInAccount();
  const act = async (): Promise<void> => {
    await api.DELETE('/v1/bot-connections/{platform}', { params: { path: { platform } }, headers });
    say('Disconnected');
    await changedConnections(client);
  };
  return (
    <Confirm
      title={`Disconnect the bot on ${botPlatformName(platform)}?`}
      submit="Disconnect"
      onClose={onClose}
      act={act}
    >
      <p>
        The account no longer speaks as <bdi className="strong">@{bot_username}</bdi>, and its permission is given back
        to the platform. If there is a global bot, that one speaks from now on.
      </p>
    </Confirm>
  );
}

function LeaveChannel({
  channel: { platform, channel_name },
  onClose,
}: Closing & { readonly channel: Channel }): ReactElement {
  const client = useQueryClient();
  const headers = useInAccount();
  const act = async (): Promise<void> => {
    await api.DELETE('/v1/channel-connections/{platform}', { params: { path: { platform } }, headers });
    say('Disconnected');
    await changedConnections(client);
  };
  return (
    <Confirm
      title={`Disconnect the channel on ${botPlatformName(platform)}?`}
      submit="Disconnect"
      onClose={onClose}
      act={act}
    >
      <p>
        The bot leaves <bdi className="strong">{channel_name}</bdi>, and the permission is given back to the platform.
      </p>
    </Confirm>
  );
}
