import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { toProblem } from '../api/problem';
import { Button } from './button';

export function Loading(): ReactElement {
  return (
    <p className="state muted" role="status">
      <span className="spinner" aria-hidden="true" /> Loading …
    </p>
  );
}

export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }): ReactElement {
  return (
    <div className="state empty">
      <p className="strong">{title}</p>
      {children !== undefined && <p className="muted">{children}</p>}
    </div>
  );
}

/** What went wrong, in words, with the id under which the server logged it. */
export function Failed({ error, retry }: { readonly error: unknown; readonly retry?: () => void }): ReactElement {
  const problem = toProblem(error);
  return (
    <div className="failed" role="alert">
      <p className="strong">{problem.title}.</p>
      {problem.detail !== null && <p>{problem.detail}</p>}
      {problem.fieldErrors.map(({ path, message }) => (
        <p key={`${path} ${message}`}>{message}</p>
      ))}
      {problem.retryAfter !== null && <p>Try again in {problem.retryAfter} s.</p>}
      {problem.requestId !== null && <p className="small muted">Request {problem.requestId}</p>}
      {retry && <Button onClick={retry}>Try again</Button>}
    </div>
  );
}

/** Shows what was asked for, or that it is on its way, or why it cannot be shown. */
export function Loaded<T>({
  query,
  children,
}: {
  readonly query: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
}): ReactElement {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <Failed error={query.error} retry={() => void query.refetch()} />;
  return <Loading />;
}
