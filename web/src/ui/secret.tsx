import { useState, type ReactElement, type ReactNode } from 'react';
import { Button } from './button';
import { Modal } from './dialog';

/** A secret, this once: whoever renders it forgets it in `onClose`, and then it is nowhere in the page. */
export function SecretOnce({
  title,
  secret,
  onClose,
  children,
}: {
  readonly title: string;
  readonly secret: string;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <Modal title={title} onClose={onClose}>
      <div className="prose">
        <p>
          <strong>Copy it now. It is not shown again.</strong> {children}
        </p>
      </div>
      <div className="secret">
        <input
          readOnly
          aria-label="Secret"
          value={secret}
          spellCheck={false}
          autoComplete="off"
          onFocus={(event) => event.target.select()}
        />
        <Copy text={secret} />
      </div>
      <div className="form-end">
        <Button kind="strong" onClick={onClose}>
          I have copied it
        </Button>
      </div>
    </Modal>
  );
}

export function Copy({ text }: { readonly text: string }): ReactElement {
  const [said, setSaid] = useState('Copy');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copied');
    } catch {
      // Refused, or served over plain http: the person selects it.
      setSaid('Select and copy it');
    }
  };
  return (
    <Button onClick={() => void copy()} aria-live="polite">
      {said}
    </Button>
  );
}
