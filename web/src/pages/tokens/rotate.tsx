import type { ReactElement } from 'react';
import { useOnceKey } from '../../api/once';
import { Modal } from '../../ui/dialog';
import { Form } from '../../ui/form';
import { OverlapField, overlapOf } from '../../ui/overlap';
import type { ApiToken, TokenCalls } from './token-calls';

interface RotateProps {
  readonly token: ApiToken;
  readonly calls: TokenCalls;
  readonly onIssued: (issued: { readonly title: string; readonly token: string }) => void;
  readonly onClose: () => void;
}

export function RotateDialog({ token, calls, onIssued, onClose }: RotateProps): ReactElement {
  const once = useOnceKey();
  const send = async (values: FormData): Promise<void> => {
    const seconds = overlapOf(values);
    onIssued(await calls.rotate(token.id, seconds, once(seconds)));
  };
  return (
    <Modal title={`Rotate ${token.title}`} onClose={onClose}>
      <Form send={send} submit="Make a new secret" cancel={onClose}>
        <p>The token gets a new secret and keeps its permissions. Give it to your program before the old one ends.</p>
        <OverlapField />
      </Form>
    </Modal>
  );
}
