import type { ReactElement } from 'react';
import { api, ask } from '../../api/client';
import { botPlatformName, type BotPlatform } from '../../app/platforms';
import { BeginButton } from '../../connections/begin';
import { Button, type ButtonProps } from '../../ui/button';
import { useInAccount } from './connection-calls';
import type { OpenDialog } from './connection-dialogs';

interface ConnectProps {
  readonly platform: BotPlatform;
  readonly again?: boolean;
  readonly kind?: ButtonProps['kind'];
}

/** With a token on Discord, else on the page of the platform. */
export function ConnectBot({
  platform,
  again = false,
  kind = 'plain',
  onOpen,
}: ConnectProps & { readonly onOpen: (dialog: OpenDialog) => void }): ReactElement {
  const headers = useInAccount();
  const text = again ? 'Connect again' : 'Connect a bot';
  const label = `${text}${again ? ': bot' : ''} on ${botPlatformName(platform)}`;
  if (platform === 'discord') {
    return (
      <Button kind={kind} aria-label={label} onClick={() => onOpen({ kind: 'token' })}>
        {text}
      </Button>
    );
  }
  const begin = (): Promise<{ url: string }> =>
    ask(api.GET('/v1/bot-connections/{platform}/authorize', { params: { path: { platform } }, headers }));
  return (
    <BeginButton begin={begin} kind={kind} aria-label={label}>
      {text}
    </BeginButton>
  );
}

export function ConnectChannel({ platform, again = false, kind = 'plain' }: ConnectProps): ReactElement {
  const headers = useInAccount();
  const begin = (): Promise<{ url: string }> =>
    ask(api.GET('/v1/channel-connections/{platform}/authorize', { params: { path: { platform } }, headers }));
  const text = again ? 'Connect again' : 'Connect the channel';
  const label = `${text}${again ? ': channel' : ''} on ${botPlatformName(platform)}`;
  return (
    <BeginButton begin={begin} kind={kind} aria-label={label}>
      {text}
    </BeginButton>
  );
}
