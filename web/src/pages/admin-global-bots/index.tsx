import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { api, ask, type Schemas } from '../../api/client';
import { isCode } from '../../api/problem';
import { BOT_PLATFORMS, botPlatformName, type BotPlatform } from '../../app/platforms';
import { BeginButton } from '../../connections/begin';
import { Returned } from '../../connections/returned';
import { needsReconnect, Standing, StandingBadge } from '../../connections/standing';
import { TokenDialog } from '../../connections/token-dialog';
import { PageHead, Time } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Confirm } from '../../ui/dialog';
import { Loaded } from '../../ui/states';
import { say } from '../../ui/toasts';

type GlobalBot = Schemas['BotConnectionDto'];

const KEY = 'global-bots';

const changed = (client: QueryClient): Promise<void> => client.invalidateQueries({ queryKey: [KEY] });

export function GlobalBotsPage(): ReactElement {
  return (
    <>
      <PageHead
        title="Global bots"
        about="They speak for every account that has no bot of its own, and for those that want it while their own cannot."
      />
      <Returned />
      {BOT_PLATFORMS.map((platform) => (
        <GlobalBotCard key={platform} platform={platform} />
      ))}
    </>
  );
}

async function read(platform: BotPlatform): Promise<GlobalBot | null> {
  try {
    return await ask(api.GET('/v1/admin/global-bots/{platform}', { params: { path: { platform } } }));
  } catch (error) {
    if (isCode(error, 'connection_not_found')) return null;
    throw error;
  }
}

function GlobalBotCard({ platform }: { readonly platform: BotPlatform }): ReactElement {
  const [open, setOpen] = useState<'token' | 'leave' | null>(null);
  const bot = useQuery({ queryKey: [KEY, platform], queryFn: () => read(platform), refetchInterval: 15_000 });
  const close = (): void => setOpen(null);
  return (
    <section className="platform" aria-label={botPlatformName(platform)}>
      <Loaded query={bot}>
        {(found) => (
          <>
            <GlobalBotText platform={platform} bot={found} />
            <div className="actions">
              <Connect platform={platform} bot={found} onToken={() => setOpen('token')} />
              {found && (
                <Button
                  onClick={() => setOpen('leave')}
                  aria-label={`Disconnect the global bot on ${botPlatformName(platform)}`}
                >
                  Disconnect
                </Button>
              )}
            </div>
            {open === 'leave' && found && <Leave bot={found} onClose={close} />}
          </>
        )}
      </Loaded>
      {open === 'token' && <DiscordToken onClose={close} />}
    </section>
  );
}

interface BotProps {
  readonly platform: BotPlatform;
  readonly bot: GlobalBot | null;
}

function GlobalBotText({ platform, bot }: BotProps): ReactElement {
  return (
    <div className="half">
      <h2>
        {botPlatformName(platform)} {bot && <StandingBadge of={bot} />}{' '}
        {bot && <bdi className="handle">@{bot.bot_username}</bdi>}
      </h2>
      {bot && <Standing of={bot} />}
      <p className="small muted">
        {bot ? (
          <>
            Since <Time at={bot.created_at} />
            {bot.last_refreshed_at !== null && (
              <>
                , renewed <Time at={bot.last_refreshed_at} />
              </>
            )}
          </>
        ) : (
          'None. Accounts without a bot of their own cannot speak here.'
        )}
      </p>
    </div>
  );
}

function Connect({ platform, bot, onToken }: BotProps & { readonly onToken: () => void }): ReactElement {
  const button = {
    kind: bot && needsReconnect(bot) ? 'strong' : 'plain',
    'aria-label': `${bot ? 'Connect again' : 'Connect a bot'}: global, on ${botPlatformName(platform)}`,
    children: bot ? 'Connect again' : 'Connect a bot',
  } as const;
  if (platform === 'discord') return <Button {...button} onClick={onToken} />;
  const begin = (): Promise<{ url: string }> =>
    ask(api.GET('/v1/admin/global-bots/{platform}/authorize', { params: { path: { platform } } }));
  return <BeginButton {...button} begin={begin} />;
}

function DiscordToken({ onClose }: { readonly onClose: () => void }): ReactElement {
  const client = useQueryClient();
  const connect = async (token: string, headers: { 'Idempotency-Key': string }): Promise<void> => {
    await api.PUT('/v1/admin/global-bots/discord', { body: { token }, headers });
    say('The global bot on Discord is connected');
    await changed(client);
  };
  return <TokenDialog title="Connect the global bot on Discord" connect={connect} onClose={onClose} />;
}

function Leave({
  bot: { platform, bot_username },
  onClose,
}: {
  readonly bot: GlobalBot;
  readonly onClose: () => void;
}): ReactElement {
  const client = useQueryClient();
  const name = botPlatformName(platform);
  const act = async (): Promise<void> => {
    await api.DELETE('/v1/admin/global-bots/{platform}', { params: { path: { platform } } });
    say('Disconnected');
    await changed(client);
  };
  return (
    <Confirm
      title={`Disconnect the global bot on ${name}?`}
      submit="Disconnect"
      typed={bot_username}
      onClose={onClose}
      act={act}
    >
      <p>
        Every account without a bot of its own stops speaking on {name}, from the next message on. The permission is
        given back to the platform.
      </p>
    </Confirm>
  );
}
