import type { ReactElement } from 'react';
import { Link } from 'react-router';

export function Logo(): ReactElement {
  return (
    <Link to="/" className="logo">
      <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
        <rect width="32" height="32" rx="7" />
        <path d="M10 8v9a6 6 0 0 0 12 0V8" />
      </svg>
      Understudy
    </Link>
  );
}
