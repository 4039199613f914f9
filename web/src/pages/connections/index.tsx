import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { BOT_PLATFORMS, type BotPlatform } from '../../app/platforms';
import { mayManage, mayReadBots, useWho } from '../../app/who';
import { Returned } from '../../connections/returned';
import { PageHead } from '../../ui/bits';
import { Empty, Loaded } from '../../ui/states';
import { ClosedPlatforms } from './closed-platforms';
import { useConnections, type Account, type Connections } from './connection-calls';
import { PlatformCard } from './platform-card';

export function ConnectionsPage(): ReactElement {
  const { account } = useWho();
  const connections = useConnections();
  return (
    <>
      <PageHead title="Connections" about={`The bots and channels of ${account.name}, by platform.`} />
      <Returned />
      <Loaded query={connections}>{(all) => <Platforms all={all} />}</Loaded>
    </>
  );
}

function Platforms({ all }: { readonly all: Connections }): ReactElement {
  const { account } = useWho();
  const shown = BOT_PLATFORMS.filter((platform) => isShown(platform, all));
  return (
    <>
      {mayReadBots(account) ? (
        <Fallback of={all.account} />
      ) : (
        <p className="muted">Your role does not see bots here.</p>
      )}
      {shown.length === 0 && (
        <Empty title="No platform is open yet">An admin of this server sets them up, under Platforms.</Empty>
      )}
      {shown.map((platform) => (
        // In another account, nothing of this one stays open.
        <PlatformCard key={`${account.id} ${platform}`} platform={platform} all={all} />
      ))}
      {mayManage(account) && (
        <ClosedPlatforms platforms={BOT_PLATFORMS.filter((platform) => !shown.includes(platform))} />
      )}
    </>
  );
}

/** Open to everybody, or somebody is there already. */
const isShown = (platform: BotPlatform, { bots, channels, acting, open }: Connections): boolean =>
  open.bot.includes(platform) ||
  open.channel.includes(platform) ||
  [...bots, ...channels].some((one) => one.platform === platform) ||
  acting.some((one) => one.platform === platform && one.botUsername !== null);

function Fallback({ of: account }: { readonly of: Account }): ReactElement {
  return (
    <p className="muted">
      {account.bot_fallback === 'global'
        ? 'When a bot of the account cannot act, the global bot speaks in its place.'
        : 'When a bot of the account cannot act, nobody speaks: never under another name.'}{' '}
      {mayManage(account) && <Link to="/account">Settings of the account</Link>}
    </p>
  );
}
