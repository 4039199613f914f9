import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { api } from '../../api/client';
import { botPlatformName, type BotPlatform } from '../../app/platforms';
import { mayManage, useWho } from '../../app/who';
import { adviceOf, StateBadge, useBotStatus } from '../../connections/bot-status';
import { needsReconnect, Standing, StandingBadge } from '../../connections/standing';
import { Badge } from '../../ui/bits';
import { Button } from '../../ui/button';
import { say, sayProblem } from '../../ui/toasts';
import { ConnectChannel } from './connect-buttons';
import { changedConnections, useInAccount, type Channel } from './connection-calls';
import type { OpenDialog } from './connection-dialogs';
import { Rejoin } from './rejoin';

interface ChannelHalfProps {
  readonly platform: BotPlatform;
  readonly channel: Channel | null;
  /** Whether everybody may connect one. */
  readonly open: boolean;
  readonly onOpen: (dialog: OpenDialog) => void;
}

/** The account's own channel, and whether a bot sits in it. */
export function ChannelHalf({ platform, channel, open, onOpen }: ChannelHalfProps): ReactElement {
  const { account } = useWho();
  const managed = mayManage(account);
  if (!channel) {
    return (
      <div className="half">
        <h3>Channel</h3>
        <p className="muted">None{open ? '' : '. New ones are not taken at the moment'}</p>
        {managed && open && (
          <div className="actions">
            <ConnectChannel platform={platform} />
          </div>
        )}
      </div>
    );
  }
  return (
    <div className="half">
      <h3>Channel</h3>
      <p>
        <bdi className="strong">{channel.channel_name}</bdi> <StandingBadge of={channel} />{' '}
        {channel.bot_enabled || <Badge tone="warn">bot paused</Badge>}
      </p>
      <Standing of={channel} />
      <Presence channel={channel} />
      {managed && <ChannelActions channel={channel} onOpen={onOpen} />}
    </div>
  );
}

/** Where the bot is, as far as anybody knows; what is wanted, for roles that do not see bots. */
function Presence({ channel: { platform, bot_enabled: wanted } }: { readonly channel: Channel }): ReactElement {
  const { data } = useBotStatus();
  const status = data?.find((one) => one.platform === platform);
  if (!wanted) return <p className="small muted">The bot stays out of this channel until it is resumed.</p>;
  if (!status) return <p className="small muted">The bot is wanted in this channel.</p>;
  return (
    <p className="small muted">
      The bot: <StateBadge state={status.state} /> {adviceOf(status)}
    </p>
  );
}

function ChannelActions({
  channel,
  onOpen,
}: {
  readonly channel: Channel;
  readonly onOpen: (dialog: OpenDialog) => void;
}): ReactElement {
  const on = botPlatformName(channel.platform);
  return (
    <div className="actions">
      <PauseButton channel={channel} />
      {channel.bot_enabled && <Rejoin platform={channel.platform} />}
      <ConnectChannel platform={channel.platform} again kind={needsReconnect(channel) ? 'strong' : 'plain'} />
      <Button onClick={() => onOpen({ kind: 'leave-channel', channel })} aria-label={`Disconnect the channel on ${on}`}>
        Disconnect
      </Button>
    </div>
  );
}

function PauseButton({ channel: { platform, bot_enabled: running } }: { readonly channel: Channel }): ReactElement {
  const client = useQueryClient();
  const headers = useInAccount();
  const [busy, setBusy] = useState(false);
  const on = botPlatformName(platform);
  const toggle = async (): Promise<void> => {
    setBusy(true);
    try {
      await api.POST('/v1/bot-toggle', { body: { platform, enabled: !running }, headers });
      say(running ? `The bot leaves the channel on ${on}` : `The bot comes back to the channel on ${on}`);
    } catch (error) {
      sayProblem(error);
    } finally {
      await changedConnections(client);
      setBusy(false);
    }
  };
  const verb = running ? 'Pause' : 'Resume';
  return (
    <Button busy={busy} onClick={() => void toggle()} aria-label={`${verb} the bot on ${on}`}>
      {verb}
    </Button>
  );
}
