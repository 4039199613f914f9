import type { ReactElement } from 'react';
import { Badge, Row, Time } from '../../ui/bits';
import { Button } from '../../ui/button';
import { scopesOf, type ApiToken } from './token-calls';

const SOON_MS = 14 * 24 * 3600 * 1000;

const endsSoon = ({ expires_at: end }: ApiToken): boolean => end !== null && Date.parse(end) - Date.now() < SOON_MS;

export function TokenRow({
  token,
  onOpen,
}: {
  readonly token: ApiToken;
  readonly onOpen: (kind: 'rotate' | 'revoke') => void;
}): ReactElement {
  return (
    <Row
      title={
        <>
          {token.title} {endsSoon(token) && <Badge tone="warn">ends soon</Badge>}{' '}
          {token.leak_reported_at !== null && <Badge tone="bad">found in public: rotate it</Badge>}
        </>
      }
      facts={<TokenFacts token={token} />}
      actions={
        <>
          <Button onClick={() => onOpen('rotate')} aria-label={`Rotate ${token.title}`}>
            Rotate
          </Button>
          <Button onClick={() => onOpen('revoke')} aria-label={`Revoke ${token.title}`}>
            Revoke
          </Button>
        </>
      }
    />
  );
}

function TokenFacts({ token }: { readonly token: ApiToken }): ReactElement {
  const limits = [
    token.account_id === null ? null : 'one account only',
    token.allowed_cidrs === null ? null : `from ${token.allowed_cidrs.join(', ')}`,
  ].filter((limit) => limit !== null);
  return (
    <>
      <div>
        <code>{token.token_prefix}…</code> · {scopesOf(token).join(', ')}
      </div>
      <div>
        Last used <Time at={token.last_used_at} />
        {token.last_used_ip === null ? '' : ` from ${token.last_used_ip}`} · expires <Time at={token.expires_at} /> ·
        secret no. {token.generation}
      </div>
      {limits.length > 0 && <div>Limited: {limits.join('; ')}</div>}
    </>
  );
}
