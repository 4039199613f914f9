import { useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import { botPlatformName } from '../../app/platforms';
import { adviceOf, StateBadge, useBotStatus, type BotStatus } from '../../connections/bot-status';
import { PageHead, Time } from '../../ui/bits';
import { Empty, Loaded } from '../../ui/states';
import { LENGTHS, Timeline, type Length } from './timeline';

export function StatusPage(): ReactElement {
  const status = useBotStatus();
  const [length, setLength] = useState<Length>(LENGTHS[0]);
  return (
    <>
      <PageHead title="Status" about="Whether the bot is in the channels of this account, now and before." />
      <div className="field">
        <label htmlFor="length">Show</label>
        <select
          id="length"
          value={length.word}
          onChange={({ target }) => setLength(LENGTHS.find(({ word }) => word === target.value) ?? LENGTHS[0])}
        >
          {LENGTHS.map(({ word }) => (
            <option key={word}>{word}</option>
          ))}
        </select>
      </div>
      <Loaded query={status}>{(all) => <Channels all={all} length={length} />}</Loaded>
    </>
  );
}

function Channels({ all, length }: { readonly all: readonly BotStatus[]; readonly length: Length }): ReactElement {
  const channels = all.filter(({ enabled }) => enabled !== null);
  if (channels.length === 0) {
    return (
      <Empty title="No channel is connected">
        <Link to="/connections">Connect one</Link>, and a bot comes to it.
      </Empty>
    );
  }
  return (
    <>
      {channels.map((status) => (
        <ChannelCard key={status.platform} status={status} length={length} />
      ))}
    </>
  );
}

function ChannelCard({ status, length }: { readonly status: BotStatus; readonly length: Length }): ReactElement {
  const { platform, bot_username: bot, state, state_code: code, since, worker } = status;
  return (
    <section className="platform" aria-label={botPlatformName(platform)}>
      <div>
        <h2>
          {botPlatformName(platform)} <StateBadge state={state} />{' '}
          {bot !== null && <bdi className="handle">@{bot}</bdi>}
        </h2>
        <p className="muted">
          {since === null ? (
            code === 'no_report' && 'Nobody has reported yet.'
          ) : (
            <>
              Since <Time at={since} />.
            </>
          )}{' '}
          {adviceOf(status)}
        </p>
      </div>
      <Timeline status={status} length={length} />
      <p className="small muted">
        {worker !== null && (
          <>
            Worker <code>{worker}</code>, last heard of <Time at={status.last_seen_at} />.{' '}
          </>
        )}
        {code !== null && (
          <>
            The word for it: <code>{code}</code>.
          </>
        )}
      </p>
    </section>
  );
}
