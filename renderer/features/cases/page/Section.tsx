import { type ReactNode, useId } from 'react';

/** A part of the page of a case under its own heading. */
export function Section({
  title,
  sub,
  extra,
  children,
}: {
  readonly title: string;
  readonly sub?: ReactNode;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className="case-section" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {sub === undefined ? null : <span className="quiet">{sub}</span>}
        {extra === undefined ? null : <span className="extra">{extra}</span>}
      </header>
      {children}
    </section>
  );
}
