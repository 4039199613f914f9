import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { api, ask, type Schemas } from '../../api/client';
import { useWho } from '../../app/who';
import { Row, Section, Time } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Confirm } from '../../ui/dialog';
import { Failed } from '../../ui/states';
import { say, sayProblem } from '../../ui/toasts';

type Transfer = Schemas['BotTransferDto'];

/** Bots that are on their way to somebody, or to this person. Not there when there are none. */
export function Transfers(): ReactElement | null {
  const { me } = useWho();
  const transfers = useQuery({
    queryKey: ['bot-transfers'],
    queryFn: () => ask(api.GET('/v1/user/bot-transfers', { params: { query: { limit: 100 } } })),
  });
  if (transfers.isError) return <Failed error={transfers.error} retry={() => void transfers.refetch()} />;
  const items = transfers.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title="Waiting transfers">
      <ul className="rows">
        {items.map((transfer) => (
          <TransferRow key={transfer.bot.id} transfer={transfer} toMe={transfer.new_owner.id === me.id} />
        ))}
      </ul>
    </Section>
  );
}

function TransferRow({ transfer, toMe }: { readonly transfer: Transfer; readonly toMe: boolean }): ReactElement {
  const [accepting, setAccepting] = useState(false);
  const client = useQueryClient();
  const changed = async (text: string): Promise<void> => {
    say(text);
    await Promise.all([
      client.invalidateQueries({ queryKey: ['bot-transfers'] }),
      client.invalidateQueries({ queryKey: ['bots'] }),
    ]);
  };
  const path = { bot: transfer.bot.username };
  const withdraw = async (): Promise<void> => {
    try {
      await api.DELETE('/v1/user/bots/{bot}/transfer', { params: { path } });
      await changed(toMe ? 'Declined' : 'Taken back');
    } catch (error) {
      sayProblem(error);
    }
  };
  const accept = async (): Promise<void> => {
    await api.POST('/v1/user/bots/{bot}/transfer/accept', { params: { path } });
    await changed(`${transfer.bot.username} is yours`);
  };
  return (
    <>
      <Row
        title={
          toMe
            ? `${transfer.owner.username} offers you ${transfer.bot.username}`
            : `${transfer.bot.username} is offered to ${transfer.new_owner.username}`
        }
        facts={
          <>
            Until <Time at={transfer.expires_at} />
          </>
        }
        actions={
          <>
            {toMe && <Button onClick={() => setAccepting(true)}>Accept</Button>}
            <Button onClick={() => void withdraw()}>{toMe ? 'Decline' : 'Take back'}</Button>
          </>
        }
      />
      {accepting && (
        <Confirm
          title={`Take over ${transfer.bot.username}?`}
          submit="Take it over"
          danger={false}
          onClose={() => setAccepting(false)}
          act={accept}
        >
          <p>
            You answer for what it does. All its tokens end now, as {transfer.owner.username} knows their secrets; make
            new ones.
          </p>
        </Confirm>
      )}
    </>
  );
}
