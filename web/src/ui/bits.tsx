import type { ReactElement, ReactNode } from 'react';
import { useTitle } from './title';

/** The heading of a page, what it is for, and what can be done on it. */
export function PageHead({
  title,
  badges,
  about,
  action,
}: {
  readonly title: string;
  /** Beside the title. */
  readonly badges?: ReactNode;
  readonly about?: ReactNode;
  readonly action?: ReactNode;
}): ReactElement {
  useTitle(title);
  return (
    <header className="page-head">
      <div>
        <h1>
          {title} {badges}
        </h1>
        {about !== undefined && <p className="muted">{about}</p>}
      </div>
      {action}
    </header>
  );
}

export function Section({
  title,
  action,
  children,
}: {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <section className="section" aria-label={title}>
      <header className="section-head">
        <h2>{title}</h2>
        {action}
      </header>
      {children}
    </section>
  );
}

export function Badge({
  tone = 'plain',
  children,
}: {
  readonly tone?: 'plain' | 'good' | 'warn' | 'bad' | 'accent';
  readonly children: ReactNode;
}): ReactElement {
  return <span className={`badge ${tone}`}>{children}</span>;
}

const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** A moment in the reader's own time zone. */
export function Time({ at, never = 'never' }: { readonly at: string | null; readonly never?: string }): ReactElement {
  if (at === null) return <>{never}</>;
  return (
    <time dateTime={at} title={at}>
      {FULL.format(new Date(at))}
    </time>
  );
}

/** Names with their values, in two columns where there is room. */
export function Facts({ of }: { readonly of: readonly (readonly [name: string, value: ReactNode])[] }): ReactElement {
  return (
    <dl className="facts">
      {of.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** One line of a list: what it is, what is known of it, what can be done with it. */
export function Row({
  title,
  facts,
  actions,
}: {
  readonly title: ReactNode;
  readonly facts?: ReactNode;
  readonly actions?: ReactNode;
}): ReactElement {
  return (
    <li className="row">
      <div className="row-text">
        <div className="row-title">{title}</div>
        {facts !== undefined && <div className="muted small">{facts}</div>}
      </div>
      {actions !== undefined && <div className="actions">{actions}</div>}
    </li>
  );
}
