import type { CSSProperties, ReactNode } from 'react';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
  /** How many columns the fact takes. */
  readonly span?: number;
}

/** Facts of a record on a ruled sheet, label left of value; a missing value shows a dash. */
export function DescriptionList({ items, columns = 3 }: { items: readonly Fact[]; columns?: number }) {
  return (
    <dl className="facts-list" style={{ '--columns': columns } as CSSProperties}>
      {items.map(({ label, value, span = 1 }) => (
        <div key={label} style={{ gridColumn: `span ${span}` }}>
          <dt>{label}</dt>
          <dd>{value === undefined || value === null || value === '' ? '—' : value}</dd>
        </div>
      ))}
    </dl>
  );
}
