import type { ReactElement } from 'react';
import { Badge, Row, Time } from '../../ui/bits';
import { Button } from '../../ui/button';
import type { KeyKind, MachineKey } from './key-calls';

export function KeyRow({
  of,
  platforms,
  onOpen,
}: {
  readonly of: MachineKey;
  /** Where keys of its kind can be used. */
  readonly platforms: KeyKind['platforms'];
  readonly onOpen: (action: 'rotate' | 'revoke') => void;
}): ReactElement {
  const nameOf = (platform: string): string => platforms.find(({ value }) => value === platform)?.label ?? platform;
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
            {of.platforms === null ? 'every platform' : of.platforms.map(nameOf).join(', ')}
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
