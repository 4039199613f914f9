import { useState, type ReactElement } from 'react';
import { useOnceKey } from '../../api/once';
import { botPlatformName } from '../../app/platforms';
import { Button } from '../../ui/button';
import { Confirm, Modal } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { Form, secretOf, textOf } from '../../ui/form';
import { say } from '../../ui/toasts';
import { useChange, type Change, type DialogProps } from './provider-calls';

/** The secret goes to the server and is never shown again; closing the dialog forgets it. */
export function ApplicationDialog({ provider, onClose }: DialogProps): ReactElement {
  const change = useChange(provider.platform);
  const once = useOnceKey();
  const [forgetting, setForgetting] = useState(false);
  if (forgetting) return <Forget provider={provider} onClose={onClose} />;
  const stored = provider.source === 'stored' || provider.source === 'unreadable';
  const send = async (values: FormData): Promise<void> => {
    const secret = secretOf(values, 'client_secret');
    const body: Change = {
      client_id: textOf(values, 'client_id'),
      ...(secret === '' ? {} : { client_secret: secret }),
    };
    await change(body, once(body));
    say('Saved');
    onClose();
  };
  return (
    <Modal title={`Application at ${botPlatformName(provider.platform)}`} onClose={onClose}>
      <Form send={send} submit="Save" cancel={onClose}>
        <Addresses of={provider.platform} />
        <TextField
          label="Client id"
          name="client_id"
          required
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          defaultValue={stored ? (provider.client_id ?? '') : ''}
          hint="Wins over what the environment of the program says."
        />
        <TextField
          label="Client secret"
          name="client_secret"
          type="password"
          required={!stored}
          maxLength={500}
          autoComplete="off"
          hint={
            stored
              ? 'Empty: the stored one stays. It is never shown. Another client id needs its own.'
              : 'Kept sealed, and never shown.'
          }
        />
      </Form>
      {stored && (
        <Button kind="quiet" onClick={() => setForgetting(true)}>
          Forget the stored application
        </Button>
      )}
    </Modal>
  );
}

/** What has to be registered at the platform, to the letter. */
function Addresses({ of }: { readonly of: string }): ReactElement {
  return (
    <div className="prose small">
      <p>Register these redirect addresses at the platform:</p>
      <ul className="addresses">
        {['bot', 'channel'].map((kind) => (
          <li key={kind}>
            <code>{`${location.origin}/v1/oauth/${of}/${kind}/callback`}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Forget({ provider, onClose }: DialogProps): ReactElement {
  const change = useChange(provider.platform);
  const act = async (): Promise<void> => {
    await change({ client_id: null });
    say('Forgotten');
  };
  return (
    <Confirm
      title={`Forget the application at ${botPlatformName(provider.platform)}?`}
      submit="Forget"
      onClose={onClose}
      act={act}
    >
      <p>
        What was connected with it can no longer be renewed, unless the environment of the program names the same
        application.
      </p>
    </Confirm>
  );
}
