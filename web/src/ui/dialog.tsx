import { Dialog } from '@base-ui/react/dialog';
import { useState, type ReactElement, type ReactNode } from 'react';
import { TextField } from './field';
import { Form } from './form';

interface ModalProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Exists only while it is open, so that nothing typed or shown in it outlives it. */
export function Modal({ title, onClose, children }: ModalProps): ReactElement {
  return (
    <Dialog.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog">
          <Dialog.Title className="dialog-title">{title}</Dialog.Title>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface ConfirmProps extends ModalProps {
  readonly submit: string;
  /** What must be typed to show that it is meant. */
  readonly typed?: string;
  readonly danger?: boolean;
  readonly act: () => Promise<unknown>;
}

/** Asks before something that cannot be taken back, or that somebody will notice. */
export function Confirm({ submit, typed, danger = true, act, ...modal }: ConfirmProps): ReactElement {
  const [given, setGiven] = useState('');
  const send = async (): Promise<void> => {
    await act();
    modal.onClose();
  };
  return (
    <Modal {...modal}>
      <Form
        send={send}
        submit={submit}
        kind={danger ? 'danger' : 'strong'}
        cancel={modal.onClose}
        ready={typed === undefined || given === typed}
      >
        <div className="prose">{modal.children}</div>
        {typed !== undefined && (
          <TextField
            label={`Type ${typed} to confirm`}
            name="typed"
            autoComplete="off"
            spellCheck={false}
            value={given}
            onChange={(event) => setGiven(event.target.value)}
          />
        )}
      </Form>
    </Modal>
  );
}
