import type { ReactElement } from 'react';
import { platformName } from '../../app/platforms';
import { Badge, Row, Time } from '../../ui/bits';
import { Button } from '../../ui/button';
import type { MachineKey } from './key-calls';

export function KeyRow({
  of,
  onOpen,
}: {
  readonly of: MachineKey;
  readonly onOpen: (action: 'rotate' | 'revoke') => void;
}): ReactElement {
  return (
    <Row
      title={
        <>
          {of.name}{' '}
          {of.scopes?.map((scope) => (
            <Badge key={scope}>{scope}</Badge>
          ))}{' '}
          {of.proof !== undefined && of.proof !== 'none' && <Badge tone="good">proof: {of.proof}</Badge>}
        </>
      }
      facts={
        <>
          <div>
            <code>{of.key_prefix}…</code> ·{' '}
            {of.platforms === null
              ? 'every platform'
              : of.platforms.map((platform) => platformName(platform)).join(', ')}
          </div>
          <div>
            Last used <Time at={of.last_used_at} /> · expires <Time at={of.expires_at} />
          </div>
        </>
      }
      actions={
        <>
          <Button onClick={() => onOpen('rotate')} aria-label={`Rotate ${of.name}`}>
            Rotate
          </Button>
          <Button onClick={() => onOpen('revoke')} aria-label={`Revoke ${of.name}`}>
            Revoke
          </Button>
        </>
      }
    />
  );
}
