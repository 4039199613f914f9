import { useState, type ReactElement } from 'react';
import { botPlatformName, type BotPlatform } from '../../app/platforms';
import { Badge } from '../../ui/bits';
import { verdictOf } from './acting-words';
import { BotHalf } from './bot-half';
import { ChannelHalf } from './channel-half';
import { ConnectionDialog, type OpenDialog } from './connection-dialogs';
import type { Connections } from './connection-calls';

/** Who speaks on a platform and why, the account's bot, and its channel. */
export function PlatformCard({
  platform,
  all,
}: {
  readonly platform: BotPlatform;
  readonly all: Connections;
}): ReactElement {
  const [open, setOpen] = useState<OpenDialog | null>(null);
  const name = botPlatformName(platform);
  const bot = all.bots.find((one) => one.platform === platform) ?? null;
  const channel = all.channels.find((one) => one.platform === platform) ?? null;
  const acting = all.acting.find((one) => one.platform === platform);
  const verdict = acting && verdictOf(acting.reason, bot !== null, all.account);
  return (
    <section className="platform" aria-label={name}>
      <div>
        <h2>
          {name} {verdict && <Badge tone={verdict.tone}>{verdict.word}</Badge>}{' '}
          {acting?.botUsername && <bdi className="handle">@{acting.botUsername}</bdi>}
        </h2>
        {verdict && <p className="muted">{verdict.text}</p>}
      </div>
      <div className="halves">
        {acting && <BotHalf platform={platform} bot={bot} open={all.open.bot.includes(platform)} onOpen={setOpen} />}
        {(channel !== null || platform !== 'discord') && (
          <ChannelHalf
            platform={platform}
            channel={channel}
            open={all.open.channel.includes(platform)}
            onOpen={setOpen}
          />
        )}
      </div>
      {open && <ConnectionDialog open={open} onClose={() => setOpen(null)} />}
    </section>
  );
}
