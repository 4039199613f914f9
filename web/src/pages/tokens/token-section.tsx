import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { Section } from '../../ui/bits';
import { Button } from '../../ui/button';
import { Confirm } from '../../ui/dialog';
import { SecretOnce } from '../../ui/secret';
import { Empty, Loaded } from '../../ui/states';
import { say } from '../../ui/toasts';
import { NewTokenDialog } from './new-token';
import { RotateDialog } from './rotate';
import type { ApiToken, TokenCalls } from './token-calls';
import { TokenRow } from './token-row';

/** What is open. Closing it forgets the secret. */
type Open =
  | { readonly kind: 'new' }
  | { readonly kind: 'rotate' | 'revoke'; readonly token: ApiToken }
  | { readonly kind: 'secret'; readonly secret: string; readonly title: string };

export function TokenSection({ calls }: { readonly calls: TokenCalls }): ReactElement {
  const tokens = useQuery({ queryKey: calls.queryKey, queryFn: calls.list });
  const [open, setOpen] = useState<Open | null>(null);
  return (
    <Section
      title="Tokens"
      action={
        <Button kind="strong" onClick={() => setOpen({ kind: 'new' })}>
          New token
        </Button>
      }
    >
      <Loaded query={tokens}>
        {(list) =>
          list.length === 0 ? (
            <Empty title="No tokens yet">A token is what a program sends to say who it is.</Empty>
          ) : (
            <ul className="rows">
              {list.map((token) => (
                <TokenRow key={token.id} token={token} onOpen={(kind) => setOpen({ kind, token })} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {open && <OpenDialog calls={calls} open={open} setOpen={setOpen} />}
    </Section>
  );
}

interface OpenProps {
  readonly calls: TokenCalls;
  readonly open: Open;
  readonly setOpen: (open: Open | null) => void;
}

function OpenDialog({ calls, open, setOpen }: OpenProps): ReactElement {
  const client = useQueryClient();
  const close = (): void => setOpen(null);
  const changed = (): Promise<void> => client.invalidateQueries({ queryKey: calls.queryKey });
  const issued = ({ title, token: secret }: { readonly title: string; readonly token: string }): void => {
    setOpen({ kind: 'secret', secret, title });
    void changed();
  };
  switch (open.kind) {
    case 'new':
      return <NewTokenDialog calls={calls} onIssued={issued} onClose={close} />;
    case 'rotate':
      return <RotateDialog token={open.token} calls={calls} onIssued={issued} onClose={close} />;
    case 'revoke':
      return <Revoke token={open.token} calls={calls} onRevoked={changed} onClose={close} />;
    case 'secret':
      return (
        <SecretOnce title={`Secret of ${open.title}`} secret={open.secret} onClose={close}>
          Only its fingerprint is stored here.
        </SecretOnce>
      );
  }
}

interface RevokeProps {
  readonly token: ApiToken;
  readonly calls: TokenCalls;
  readonly onRevoked: () => Promise<void>;
  readonly onClose: () => void;
}

function Revoke({ token, calls, onRevoked, onClose }: RevokeProps): ReactElement {
  const act = async (): Promise<void> => {
    await calls.revoke(token.id);
    say('Revoked');
    await onRevoked();
  };
  return (
    <Confirm title={`Revoke ${token.title}?`} submit="Revoke" onClose={onClose} act={act}>
      <p>Programs that use it are refused from their next request on. This cannot be undone.</p>
    </Confirm>
  );
}
