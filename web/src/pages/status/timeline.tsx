import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api, ask, type Schemas } from '../../api/client';
import { botPlatformName } from '../../app/platforms';
import { useWho } from '../../app/who';
import { StateBadge, STATES, type BotStatus } from '../../connections/bot-status';
import { Time } from '../../ui/bits';
import { Loaded } from '../../ui/states';
import { sharesOf, spansOf, type Span } from './spans';

const HOUR_MS = 3_600_000;

export const LENGTHS = [
  { word: 'the last 24 hours', ms: 24 * HOUR_MS },
  { word: 'the last 7 days', ms: 7 * 24 * HOUR_MS },
] as const;
export type Length = (typeof LENGTHS)[number];

/** The most that one question answers. */
const MOST = 100;

interface TimelineProps {
  readonly status: BotStatus;
  readonly length: Length;
}

/** What was reported of a channel, as a bar and as a list. */
export function Timeline({ status, length }: TimelineProps): ReactElement {
  const { account } = useWho();
  const { platform } = status;
  const timeline = useQuery({
    queryKey: ['bot-timeline', account.id, platform],
    queryFn: () =>
      ask(
        api.GET('/v1/bot-status/{platform}/timeline', {
          params: { path: { platform }, query: { limit: MOST } },
          headers: { 'X-Account-Id': account.id },
        }),
      ),
    refetchInterval: 15_000,
  });
  return (
    <Loaded query={timeline}>
      {({ items, next_cursor: more }) => (
        <>
          <Bar
            spans={spansOf(items, status, timeline.dataUpdatedAt, length.ms)}
            title={`${botPlatformName(platform)}, ${length.word}`}
          />
          <Changes items={items} all={more === null} />
        </>
      )}
    </Loaded>
  );
}

const WIDTH = 1000;
const HEIGHT = 24;

function Bar({ spans, title }: { readonly spans: readonly Span[]; readonly title: string }): ReactElement {
  const shares = sharesOf(spans).map(([state, share]) => `${STATES[state].word} ${(share * 100).toFixed(1)} %`);
  const text = `${title}: ${shares.length === 0 ? 'nothing was reported' : shares.join(', ')}`;
  return (
    <div className="timeline">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={text}>
        {spans.map(({ state, from, to }) => (
          <rect
            key={from}
            className={STATES[state].tone}
            x={from * WIDTH}
            // A moment is to be seen, too.
            width={Math.max(2, (to - from) * WIDTH)}
            height={HEIGHT}
          />
        ))}
      </svg>
      <p className="small muted">{shares.length === 0 ? 'Nothing was reported in this time.' : shares.join(' · ')}</p>
    </div>
  );
}

type ReportChange = Schemas['ReportChangeDto'];

function Changes({
  items,
  all,
}: {
  readonly items: readonly ReportChange[];
  readonly all: boolean;
}): ReactElement | null {
  if (items.length === 0) return null;
  const changes = items.length === 1 ? '1 change' : `${items.length} changes`;
  return (
    <details className="small">
      <summary>{all ? `${changes} in seven days` : `The last ${changes}`}</summary>
      <ul className="changes">
        {items.map(({ state, state_code: code, worker, at }) => (
          <li key={`${at} ${state}`}>
            <Time at={at} /> <StateBadge state={state} /> {code !== null && <code>{code}</code>}{' '}
            <span className="muted">{worker}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
