import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import { api, ask } from '../../api/client';
import { Facts, PageHead, Section, Time } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Loaded } from '../../ui/states';
import { tokensOfBot, TokenSection } from '../tokens';
import { BotDialog, type BotAction } from './bot-dialogs';
import { BotBadges, type Bot } from './bots-page';

export function BotPage(): ReactElement {
  const { bot = '' } = useParams();
  const query = useQuery({
    queryKey: ['bots', bot],
    queryFn: () => ask(api.GET('/v1/user/bots/{bot}', { params: { path: { bot } } })),
  });
  return (
    <>
      <p className="small">
        <Link to="/settings/bots">← Bots</Link>
      </p>
      <Loaded query={query}>{(found) => <BotDetails bot={found} />}</Loaded>
    </>
  );
}

function BotDetails({ bot }: { readonly bot: Bot }): ReactElement {
  const [action, setAction] = useState<BotAction | null>(null);
  return (
    <>
      <PageHead title={bot.name} badges={<BotBadges bot={bot} />} about={`@${bot.username}`} />
      <Facts
        of={[
          ['Owner', bot.owner.username],
          ['Created', <Time key="created" at={bot.created_at} />],
          ['Last active', <Time key="active" at={bot.last_active_at} />],
        ]}
      />
      <div className="actions">
        <Button onClick={() => setAction('rename')}>Rename</Button>
        <Button onClick={() => setAction(bot.status === 'active' ? 'disable' : 'enable')}>
          {bot.status === 'active' ? 'Disable' : 'Enable'}
        </Button>
        <Button onClick={() => setAction('transfer')}>Transfer</Button>
      </div>
      <TokenSection calls={tokensOfBot(bot.username)} />
      <Section title="Delete this bot">
        <p className="muted">Its tokens and memberships go with it. This is permanent.</p>
        <Button kind="danger" onClick={() => setAction('delete')}>
          Delete {bot.username}
        </Button>
      </Section>
      {action && <BotDialog bot={bot} action={action} onClose={() => setAction(null)} />}
    </>
  );
}
