import { useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import { api, ask, type Schemas } from '../../api/client';
import { Badge, PageHead, Row, Time } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Paged } from '../../ui/paged';
import { Empty } from '../../ui/states';
import { NewBot } from './new-bot';
import { Transfers } from './transfers';

export type Bot = Schemas['BotDto'];

export function BotsPage(): ReactElement {
  const [creating, setCreating] = useState(false);
  return (
    <>
      <PageHead
        title="Bots"
        about="Users that are programs. A bot cannot sign in; it uses the API with its tokens, and can do no more than you."
        action={
          <Button kind="strong" onClick={() => setCreating(true)}>
            New bot
          </Button>
        }
      />
      <Transfers />
      <Paged
        queryKey={['bots']}
        read={(cursor) => ask(api.GET('/v1/user/bots', { params: { query: { cursor } } }))}
        empty={<Empty title="No bots yet">A bot is a user for a program, with tokens instead of a password.</Empty>}
      >
        {(bots) => (
          <ul className="rows">
            {bots.map((bot) => (
              <BotRow key={bot.id} bot={bot} />
            ))}
          </ul>
        )}
      </Paged>
      {creating && <NewBot onClose={() => setCreating(false)} />}
    </>
  );
}

function BotRow({ bot }: { readonly bot: Bot }): ReactElement {
  return (
    <Row
      title={
        <>
          <Link to={`/settings/bots/${bot.username}`}>{bot.name}</Link> <BotBadges bot={bot} />
        </>
      }
      facts={
        <>
          @{bot.username} · {bot.token_count === 1 ? '1 token' : `${bot.token_count} tokens`} · last active{' '}
          <Time at={bot.last_active_at} />
        </>
      }
    />
  );
}

export function BotBadges({ bot }: { readonly bot: Bot }): ReactElement {
  return (
    <>
      <Badge tone="accent">bot</Badge> {bot.status === 'disabled' && <Badge tone="warn">disabled</Badge>}
    </>
  );
}
