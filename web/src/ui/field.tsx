import { useId, type InputHTMLAttributes, type ReactElement, type ReactNode, type SelectHTMLAttributes } from 'react';
import { useFieldError } from './form';

interface Labelled {
  readonly label: string;
  readonly name: string;
  readonly hint?: ReactNode;
}

interface Parts {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly error: string | null;
  readonly notes: ReactNode;
}

function useParts({ name, hint }: Labelled): Parts {
  const id = useId();
  const error = useFieldError(name);
  const described = [hint === undefined ? '' : `${id}-hint`, error === null ? '' : `${id}-error`].join(' ').trim();
  const notes = (
    <>
      {hint !== undefined && (
        <span id={`${id}-hint`} className="hint">
          {hint}
        </span>
      )}
      {error !== null && (
        <span id={`${id}-error`} className="field-error">
          {error}
        </span>
      )}
    </>
  );
  return { id, describedBy: described === '' ? undefined : described, error, notes };
}

export function TextField({
  label,
  hint,
  ...input
}: Labelled & InputHTMLAttributes<HTMLInputElement> & { readonly name: string }): ReactElement {
  const { id, describedBy, error, notes } = useParts({ label, name: input.name, hint });
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input type="text" {...input} id={id} aria-describedby={describedBy} aria-invalid={error !== null} />
      {notes}
    </div>
  );
}

export function SelectField({
  label,
  hint,
  children,
  ...select
}: Labelled & SelectHTMLAttributes<HTMLSelectElement> & { readonly name: string }): ReactElement {
  const { id, describedBy, error, notes } = useParts({ label, name: select.name, hint });
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select {...select} id={id} aria-describedby={describedBy} aria-invalid={error !== null}>
        {children}
      </select>
      {notes}
    </div>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: ReactNode;
}

/** Several of a few, as boxes to tick; read them with `values.getAll(name)`. */
export function ChoiceField({
  label,
  name,
  hint,
  choices,
  ticked = [],
  short = false,
}: Labelled & {
  readonly choices: readonly Choice[];
  readonly ticked?: readonly string[];
  /** A word each, so that several fit into a line. */
  readonly short?: boolean;
}): ReactElement {
  const { describedBy, notes } = useParts({ label, name, hint });
  return (
    <fieldset className="field" aria-describedby={describedBy}>
      <legend>{label}</legend>
      <div className={short ? 'choices short' : 'choices'}>
        {choices.map(({ value, label: text }) => (
          <label key={value} className="choice">
            <input type="checkbox" name={name} value={value} defaultChecked={ticked.includes(value)} />
            <span>{text}</span>
          </label>
        ))}
      </div>
      {notes}
    </fieldset>
  );
}
