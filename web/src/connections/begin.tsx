import { useState, type ReactElement } from 'react';
import { Button, type ButtonProps } from '../ui/button';
import { sayProblem } from '../ui/toasts';

interface BeginProps extends ButtonProps {
  /** Asks for the page of the platform. */
  readonly begin: () => Promise<{ readonly url: string }>;
}

/** Leads to the page of a platform, which leads back here. */
export function BeginButton({ begin, ...button }: BeginProps): ReactElement {
  const [busy, setBusy] = useState(false);
  const go = async (): Promise<void> => {
    setBusy(true);
    try {
      // Stays busy: the next thing to be seen is the page of the platform.
      location.assign((await begin()).url);
    } catch (error) {
      sayProblem(error);
      setBusy(false);
    }
  };
  return <Button {...button} busy={busy} onClick={() => void go()} />;
}
