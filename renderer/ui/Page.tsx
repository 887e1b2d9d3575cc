import { type ReactNode, useEffect, useId, useRef } from 'react';
import { markReady } from './ready';

interface PageProps {
  readonly title: string;
  /** A few quiet words after the title. */
  readonly sub?: ReactNode;
  /** Buttons at the right of the heading. */
  readonly extra?: ReactNode;
  /** One child (a grid) takes the height that is left instead of the page scrolling. */
  readonly fill?: boolean;
  /** Still waiting for what the page is about: the window does not count as ready. */
  readonly busy?: boolean;
  readonly children: ReactNode;
}

/** Heading, actions and body of a page; the heading takes the focus so that a screen reader says where we are. */
export function Page({ title, sub, extra, fill = false, busy = false, children }: PageProps) {
  const id = useId();
  useEffect(() => {
    if (!busy) markReady();
  }, [busy]);
  return (
    <section className="page" aria-labelledby={id}>
      <PageHeader id={id} title={title} sub={sub} extra={extra} />
      <div className={fill ? 'page-body fill' : 'page-body'}>{children}</div>
    </section>
  );
}

export function PageHeader({
  id,
  title,
  sub,
  extra,
}: {
  id?: string;
  title: string;
  sub?: ReactNode;
  extra?: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} - 联合接访工作台`;
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <header className="page-head">
      <h1 id={id} ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {sub === undefined ? null : <span className="sub">{sub}</span>}
      {extra === undefined ? null : <div className="extra">{extra}</div>}
    </header>
  );
}

interface CardProps {
  readonly title?: string;
  /** Beside the heading. */
  readonly extra?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A white sheet with an optional heading. */
export function Card({ title, extra, children, className = '' }: CardProps) {
  const id = useId();
  const heading = title === undefined ? null : <h2 id={id}>{title}</h2>;
  return (
    <section className={`card ${className}`} aria-labelledby={title === undefined ? undefined : id}>
      {extra === undefined ? (
        heading
      ) : (
        <header>
          {heading}
          {extra}
        </header>
      )}
      {children}
    </section>
  );
}

export function Toolbar({ children, end, label = '操作' }: { children?: ReactNode; end?: ReactNode; label?: string }) {
  return (
    <div className="toolbar" role="toolbar" aria-label={label}>
      {children}
      {end === undefined ? null : <div className="end">{end}</div>}
    </div>
  );
}

/** Filters above a list. */
export function FilterBar({ children, label = '筛选' }: { children: ReactNode; label?: string }) {
  return (
    <search className="filter-bar" aria-label={label}>
      {children}
    </search>
  );
}

/** One labelled filter; give the control inside the same `htmlFor` as its id. */
export function FilterItem({ label, htmlFor, children }: { label: string; htmlFor: string; children: ReactNode }) {
  return (
    <span className="filter-item">
      <label htmlFor={htmlFor}>{label}</label>
      {children}
    </span>
  );
}

/** The key that does it: `<Hint keys="F2" />`. */
export const Hint = ({ keys }: { keys: string }) => (
  <kbd className="hint" aria-hidden="true">
    {keys}
  </kbd>
);

export interface NoticeProps {
  readonly tone?: 'info' | 'warning' | 'danger';
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/** A line that stays until its cause is gone. */
export const Notice = ({ tone = 'info', children, actions }: NoticeProps) => (
  <div className={`notice ${tone}`} role={tone === 'danger' ? 'alert' : 'status'}>
    <span>{children}</span>
    {actions === undefined ? null : <span className="end">{actions}</span>}
  </div>
);
