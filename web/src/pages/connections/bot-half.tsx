import type { ReactElement } from 'react';
import { botPlatformName, type BotPlatform } from '../../app/platforms';
import { mayManage, useWho } from '../../app/who';
import { needsReconnect, Standing, StandingBadge } from '../../connections/standing';
import { Time } from '../../ui/bits';
import { Button } from '../../ui/button';
import { ConnectBot } from './connect-buttons';
import type { Bot } from './connection-calls';
import type { OpenDialog } from './connection-dialogs';

interface BotHalfProps {
  readonly platform: BotPlatform;
  readonly bot: Bot | null;
  /** Whether everybody may connect one. */
  readonly open: boolean;
  readonly onOpen: (dialog: OpenDialog) => void;
}

/** The account's own bot. */
export function BotHalf({ platform, bot, open, onOpen }: BotHalfProps): ReactElement {
  const { account } = useWho();
  const managed = mayManage(account);
  if (!bot) {
    return (
      <div className="half">
        <h3>Bot of the account</h3>
        <p className="muted">None{open ? '' : '. New ones are not taken at the moment'}</p>
        {managed && open && (
          <div className="actions">
            <ConnectBot platform={platform} onOpen={onOpen} />
          </div>
        )}
      </div>
    );
  }
  return (
    <div className="half">
      <h3>Bot of the account</h3>
      <p>
        <bdi className="strong">@{bot.bot_username}</bdi> <StandingBadge of={bot} />
      </p>
      <Standing of={bot} />
      <BotFacts bot={bot} />
      {managed && <BotActions bot={bot} onOpen={onOpen} />}
    </div>
  );
}

function BotFacts({ bot }: { readonly bot: Bot }): ReactElement {
  return (
    <p className="small muted">
      Since <Time at={bot.created_at} />
      {bot.last_refreshed_at !== null && (
        <>
          , renewed <Time at={bot.last_refreshed_at} />
        </>
      )}
      {bot.attached_to && (
        <>
          . <code>{bot.attached_to.username}</code> acts through it
        </>
      )}
    </p>
  );
}

function BotActions({
  bot,
  onOpen,
}: {
  readonly bot: Bot;
  readonly onOpen: (dialog: OpenDialog) => void;
}): ReactElement {
  const { info } = useWho();
  const on = botPlatformName(bot.platform);
  return (
    <div className="actions">
      <ConnectBot platform={bot.platform} again kind={needsReconnect(bot) ? 'strong' : 'plain'} onOpen={onOpen} />
      {info.bot_users_enabled && (
        <Button onClick={() => onOpen({ kind: 'attach', bot })} aria-label={`Bot user of ${on}`}>
          Bot user
        </Button>
      )}
      <Button onClick={() => onOpen({ kind: 'leave-bot', bot })} aria-label={`Disconnect the bot on ${on}`}>
        Disconnect
      </Button>
    </div>
  );
}
