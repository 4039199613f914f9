import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { api, ask, type Schemas } from '../../api/client';
import { Row, Section, Time } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Confirm } from '../../ui/dialog';
import { Form } from '../../ui/form';
import { Paged } from '../../ui/paged';
import { Empty } from '../../ui/states';
import { say } from '../../ui/toasts';

type Message = Schemas['ChatMessageDto'];

/** Enough to recognise a message by; all of it is in the file. */
const SHOWN_CHARACTERS = 300;

const page = (limit: number, cursor: string | undefined): Promise<Schemas['ChatMessagePageDto']> =>
  ask(api.GET('/v1/me/chat', { params: { query: { limit, cursor } } }));

/** What was said with the assistant, through any bot: to look at, to take away, to erase. */
export function Conversations(): ReactElement {
  const [erasing, setErasing] = useState(false);
  return (
    <Section title="Conversations">
      <p className="muted">What you and the assistant said through bots, newest first.</p>
      <Paged
        queryKey={['conversations']}
        read={(cursor) => page(5, cursor)}
        empty={<Empty title="Nothing was said yet" />}
      >
        {(messages) => (
          <>
            <ul className="rows">
              {messages.map((message) => (
                <Said key={message.id} message={message} />
              ))}
            </ul>
            <div className="actions">
              <Form send={download} submit="Download all" kind="plain" />
              <Button kind="danger" onClick={() => setErasing(true)}>
                Erase all
              </Button>
            </div>
          </>
        )}
      </Paged>
      {erasing && <Erase onClose={() => setErasing(false)} />}
    </Section>
  );
}

function Said({ message: { role, text, created_at: at } }: { readonly message: Message }): ReactElement {
  const short = text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)} …` : text;
  return (
    <Row
      title={<bdi>{short}</bdi>}
      facts={
        <>
          {role === 'user' ? 'You' : 'The assistant'}, <Time at={at} />
        </>
      }
    />
  );
}

function Erase({ onClose }: { readonly onClose: () => void }): ReactElement {
  const client = useQueryClient();
  const act = async (): Promise<void> => {
    await api.DELETE('/v1/me/chat');
    say('Erased');
    await client.invalidateQueries({ queryKey: ['conversations'] });
  };
  return (
    <Confirm title="Erase all conversations?" submit="Erase for ever" onClose={onClose} act={act}>
      <p>
        <strong>This is permanent.</strong> What is being answered now ends, and bots begin anew with you. What they
        posted stays in their chats.
      </p>
    </Confirm>
  );
}

/** Everything, as one file. */
async function download(): Promise<void> {
  const messages: Message[] = [];
  for (let cursor: string | undefined; ;) {
    const { items, next_cursor: next } = await page(100, cursor);
    messages.push(...items);
    if (next === null) break;
    cursor = next;
  }
  const file = new Blob([JSON.stringify(messages, null, 2)], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = 'conversations.json';
  link.click();
  URL.revokeObjectURL(link.href);
}
