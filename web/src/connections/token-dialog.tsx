import type { ReactElement } from 'react';
import { useOnceKey } from '../api/once';
import { Modal } from '../ui/dialog';
import { TextField } from '../ui/field';
import { Form, secretOf } from '../ui/form';

interface TokenDialogProps {
  readonly title: string;
  readonly connect: (token: string, once: { 'Idempotency-Key': string }) => Promise<unknown>;
  readonly onClose: () => void;
}

/** The token goes to the server and is never shown again; closing the dialog forgets it. */
export function TokenDialog({ title, connect, onClose }: TokenDialogProps): ReactElement {
  const once = useOnceKey();
  const send = async (values: FormData): Promise<void> => {
    const token = secretOf(values, 'token').trim();
    await connect(token, once(token));
    onClose();
  };
  return (
    <Modal title={title} onClose={onClose}>
      <Form send={send} submit="Connect" cancel={onClose}>
        <p>
          Make an application in the Discord developer portal, add a bot to it, and paste the token of the bot here. It
          is tried at Discord first, kept sealed, and not shown again.
        </p>
        <TextField
          label="Token"
          name="token"
          type="password"
          required
          maxLength={512}
          autoComplete="off"
          spellCheck={false}
          hint="From the page Bot of your application. A leading “Bot ” is dropped."
        />
      </Form>
    </Modal>
  );
}
