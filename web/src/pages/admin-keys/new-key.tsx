import { useState, type ReactElement } from 'react';
import { useOnceKey } from '../../api/once';
import { refusedHere } from '../../api/problem';
import { Modal } from '../../ui/dialog';
import { ExpiryField, expiryOf } from '../../ui/expiry';
import { ChoiceField, SelectField, TextField } from '../../ui/field';
import { Form, textOf } from '../../ui/form';
import type { KeyDialogProps, NewKey } from './key-calls';

export function NewKeyDialog({ calls, onIssued, onClose }: KeyDialogProps): ReactElement {
  const once = useOnceKey();
  const [firstTry] = useState(() => Date.now());
  const send = async (values: FormData): Promise<void> => {
    const body = bodyOf(values, firstTry);
    if (calls.scoped && body.scopes.length === 0) {
      throw refusedHere('Tick what the key may be used for');
    }
    onIssued(await calls.create(body, once(body)));
  };
  return (
    <Modal title={`New ${calls.one}`} onClose={onClose}>
      <Form send={send} submit="Create key" cancel={onClose}>
        <TextField label="Name" name="name" required maxLength={120} hint="People see it when they are asked to link" />
        {calls.scoped && <ScopeFields />}
        <ChoiceField
          label="Platforms"
          name="platform"
          short
          hint="None ticked means every platform."
          choices={calls.platforms}
        />
        <ExpiryField preset={365} />
      </Form>
    </Modal>
  );
}

function ScopeFields(): ReactElement {
  return (
    <>
      <ChoiceField
        label="What it may be used for"
        name="scope"
        ticked={['linking']}
        choices={[
          { value: 'linking', label: 'linking: find out who a chat identity is, and send links' },
          { value: 'chat', label: 'chat: let linked people talk to the assistant' },
        ]}
      />
      <SelectField
        label="Proof"
        name="proof"
        defaultValue="code"
        hint="With a proof, a link that was forwarded to somebody else binds nothing. Signing in must be set up for each platform ticked below."
      >
        <option value="code">a code, sent back in the chat (recommended)</option>
        <option value="platform">signing in at the platform (Discord, Slack, GitHub, Linear)</option>
        <option value="none">none: confirming is enough</option>
      </SelectField>
    </>
  );
}

const PROOFS = ['code', 'platform'] as const;

function bodyOf(values: FormData, now: number): NewKey {
  const scopes = (['linking', 'chat'] as const).filter((scope) => values.getAll('scope').includes(scope));
  return {
    name: textOf(values, 'name'),
    scopes,
    proof: PROOFS.find((proof) => proof === textOf(values, 'proof')) ?? 'none',
    platforms: values.getAll('platform').map(String),
    ...expiry(expiryOf(values, now)),
  };
}

const expiry = (at: string | null): { expires_at?: string } => (at === null ? {} : { expires_at: at });
