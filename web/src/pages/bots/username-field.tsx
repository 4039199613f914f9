import { useId, type ReactElement } from 'react';
import { textOf, useFieldError } from '../../ui/form';

const PREFIX = 'bot-';

/** The prefix stands before the field, so that nobody has to know of it. */
export function UsernameField({ current }: { readonly current?: string }): ReactElement {
  const id = useId();
  const error = useFieldError('username');
  return (
    <div className="field">
      <label htmlFor={id}>Username</label>
      <div className="prefixed">
        <span id={`${id}-prefix`} className="prefix">
          {PREFIX}
        </span>
        <input
          id={id}
          name="username"
          required
          maxLength={60}
          pattern="[A-Za-z0-9_.\-]+"
          title="a–z, 0–9, dot, dash and underscore"
          defaultValue={current?.slice(PREFIX.length)}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          aria-describedby={`${id}-prefix ${id}-hint${error === null ? '' : ` ${id}-error`}`}
          aria-invalid={error !== null}
        />
      </div>
      <span id={`${id}-hint`} className="hint">
        Every bot begins with {PREFIX} and no person does. a–z, 0–9, dot, dash and underscore.
      </span>
      {error !== null && (
        <span id={`${id}-error`} className="field-error">
          {error}
        </span>
      )}
    </div>
  );
}

/** Also when somebody typed or pasted the prefix. */
export function usernameOf(values: FormData): string {
  const typed = textOf(values, 'username').toLowerCase();
  return typed.startsWith(PREFIX) ? typed : PREFIX + typed;
}
