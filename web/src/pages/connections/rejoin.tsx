import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { api, ask, type Schemas } from '../../api/client';
import { botPlatformName, type BotPlatform } from '../../app/platforms';
import { Button } from '../../ui/button';
import { Failed } from '../../ui/states';
import { sayProblem } from '../../ui/toasts';
import { useInAccount } from './connection-calls';

type Command = Schemas['BotCommandDto'];

const LOOK_MS = 1_000;

const PROGRESS: Readonly<Record<Command['status'], string>> = {
  queued: 'Waiting for a worker …',
  delivered: 'A worker is at it …',
  acked: 'The bot left the channel and came back.',
  failed: 'It did not work.',
  expired: 'No worker did it in time.',
};

const underWay = ({ status }: Command): boolean => status === 'queued' || status === 'delivered';

/** Has the bot leave and come back, and tells how far that is. */
export function Rejoin({ platform }: { readonly platform: BotPlatform }): ReactElement {
  const headers = useInAccount();
  const [command, setCommand] = useState<Command | null>(null);
  const [busy, setBusy] = useState(false);
  const begin = async (): Promise<void> => {
    setBusy(true);
    try {
      setCommand(await ask(api.POST('/v1/bot-rejoin', { body: { platform }, headers })));
    } catch (error) {
      sayProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button
        busy={busy}
        onClick={() => void begin()}
        aria-label={`Rejoin the channel on ${botPlatformName(platform)}`}
      >
        Rejoin
      </Button>
      {command && <Progress key={command.id} begun={command} />}
    </>
  );
}

function Progress({ begun }: { readonly begun: Command }): ReactElement {
  const headers = useInAccount();
  const command = useQuery({
    queryKey: ['bot-command', begun.id],
    queryFn: () => ask(api.GET('/v1/bot-commands/{id}', { params: { path: { id: begun.id } }, headers })),
    initialData: begun,
    refetchInterval: ({ state }) => (state.data && !underWay(state.data) ? false : LOOK_MS),
  });
  const { status, code, detail } = command.data;
  const why = status === 'failed' ? [code, detail].filter(Boolean).join(': ') : '';
  return (
    <div className="progress small">
      <p role="status">
        {PROGRESS[status]} {why}
      </p>
      {command.isError && <Failed error={command.error} />}
    </div>
  );
}
