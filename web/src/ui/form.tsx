import { createContext, use, useState, type ReactElement, type ReactNode, type SubmitEvent } from 'react';
import { toProblem, type Problem } from '../api/problem';
import { Button } from './button';
import { Failed } from './states';

/** What the last try was refused with, for the fields to find what concerns them. */
const Refusal = createContext<Problem | null>(null);

export const useFieldError = (name: string): string | null => use(Refusal)?.fieldError(name) ?? null;

export interface FormProps {
  /** @throws what is shown above the button */
  readonly send: (values: FormData) => Promise<void>;
  readonly submit: string;
  readonly kind?: 'plain' | 'strong' | 'danger';
  readonly cancel?: () => void;
  readonly ready?: boolean;
  readonly children?: ReactNode;
}

/** Fields, one button that sends them, and what was wrong with them. */
export function Form({ send, submit, kind = 'strong', cancel, ready = true, children }: FormProps): ReactElement {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const onSubmit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await send(new FormData(event.currentTarget));
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Refusal value={problem}>
      <form className="form" onSubmit={(event) => void onSubmit(event)}>
        {children}
        {problem && <Failed error={problem} />}
        <div className="form-end">
          <Button type="submit" kind={kind} busy={busy} disabled={!ready || busy}>
            {submit}
          </Button>
          {cancel && <Button onClick={cancel}>Cancel</Button>}
        </div>
      </form>
    </Refusal>
  );
}

export const textOf = (values: FormData, name: string): string => {
  const value = values.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

/** Passwords are taken as they were typed. */
export const secretOf = (values: FormData, name: string): string => {
  const value = values.get(name);
  return typeof value === 'string' ? value : '';
};
