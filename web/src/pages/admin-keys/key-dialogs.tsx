import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useOnceKey } from '../../api/once';
import { Confirm, Modal } from '../../ui/dialog';
import { Form } from '../../ui/form';
import { OverlapField, overlapOf } from '../../ui/overlap';
import { SecretOnce } from '../../ui/secret';
import { say } from '../../ui/toasts';
import type { KeyDialogProps, KeyKind, MachineKey } from './key-calls';
import { NewKeyDialog } from './new-key';

/** What is open. Closing it forgets the secret. */
export type OpenKey =
  | { readonly kind: 'new' }
  | { readonly kind: 'rotate' | 'revoke'; readonly of: MachineKey }
  | { readonly kind: 'secret'; readonly secret: string; readonly name: string };

export function KeyDialog({
  calls,
  open,
  setOpen,
}: {
  readonly calls: KeyKind;
  readonly open: OpenKey;
  readonly setOpen: (open: OpenKey | null) => void;
}): ReactElement {
  const client = useQueryClient();
  const close = (): void => setOpen(null);
  const changed = (): Promise<void> => client.invalidateQueries({ queryKey: calls.queryKey });
  const issued = ({ name, key: secret }: { readonly name: string; readonly key: string }): void => {
    setOpen({ kind: 'secret', secret, name });
    void changed();
  };
  const props = { calls, onIssued: issued, onClose: close };
  switch (open.kind) {
    case 'new':
      return <NewKeyDialog {...props} />;
    case 'rotate':
      return <Rotate {...props} of={open.of} />;
    case 'revoke':
      return <Revoke calls={calls} of={open.of} onRevoked={changed} onClose={close} />;
    case 'secret':
      return (
        <SecretOnce title={`Secret of ${open.name}`} secret={open.secret} onClose={close}>
          Put it where the program reads its secrets from.
        </SecretOnce>
      );
  }
}

function Rotate({ calls, of, onIssued, onClose }: KeyDialogProps & { readonly of: MachineKey }): ReactElement {
  const once = useOnceKey();
  const send = async (values: FormData): Promise<void> => {
    const seconds = overlapOf(values);
    onIssued(await calls.rotate(of.id, seconds, once(seconds)));
  };
  return (
    <Modal title={`Rotate ${of.name}`} onClose={onClose}>
      <Form send={send} submit="Make a new secret" cancel={onClose}>
        <p>The key gets a new secret. Give it to the program before the old one ends.</p>
        <OverlapField />
      </Form>
    </Modal>
  );
}

interface RevokeProps extends Pick<KeyDialogProps, 'calls' | 'onClose'> {
  readonly of: MachineKey;
  readonly onRevoked: () => Promise<void>;
}

function Revoke({ calls, of, onRevoked, onClose }: RevokeProps): ReactElement {
  const act = async (): Promise<void> => {
    await calls.revoke(of.id);
    say('Revoked');
    await onRevoked();
  };
  return (
    <Confirm title={`Revoke ${of.name}?`} submit="Revoke" onClose={onClose} act={act}>
      <p>Whatever uses it is refused from its next request on. This cannot be undone.</p>
    </Confirm>
  );
}
