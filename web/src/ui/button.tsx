import type { ButtonHTMLAttributes, ReactElement, ReactNode } from 'react';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `strong` for the one thing a page is about, `danger` for what cannot be taken back, `quiet` beside others. */
  readonly kind?: 'plain' | 'strong' | 'danger' | 'quiet';
  readonly busy?: boolean;
  readonly children: ReactNode;
}

export function Button({ kind = 'plain', busy = false, children, className = '', ...rest }: ButtonProps): ReactElement {
  return (
    <button
      type="button"
      {...rest}
      className={`button ${kind} ${className}`}
      aria-busy={busy}
      disabled={rest.disabled ?? busy}
    >
      {children}
    </button>
  );
}
