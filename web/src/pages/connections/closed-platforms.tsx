import { useState, type ReactElement } from 'react';
import { botPlatformName, type BotPlatform } from '../../app/platforms';
import { Row, Section } from '../../ui/bits';
import { ConnectBot, ConnectChannel } from './connect-buttons';
import { ConnectionDialog, type OpenDialog } from './connection-dialogs';

/** Closed to most accounts, but this one may have a rule of its own: the server knows. */
export function ClosedPlatforms({ platforms }: { readonly platforms: readonly BotPlatform[] }): ReactElement | null {
  const [open, setOpen] = useState<OpenDialog | null>(null);
  if (platforms.length === 0) return null;
  return (
    <Section title="Not open to everybody">
      <p className="muted">Works only where an admin of this server has allowed it to this account.</p>
      <ul className="rows">
        {platforms.map((platform) => (
          <Row
            key={platform}
            title={botPlatformName(platform)}
            actions={
              <>
                <ConnectBot platform={platform} onOpen={setOpen} />
                {platform !== 'discord' && <ConnectChannel platform={platform} />}
              </>
            }
          />
        ))}
      </ul>
      {open && <ConnectionDialog open={open} onClose={() => setOpen(null)} />}
    </Section>
  );
}
