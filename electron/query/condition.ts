import type { CollectionDef } from '#shared/ledger/collection';

/** Days are compared as day numbers (`toDayNumber`), flags as 0 and 1. An absent value meets only `absent`. */
export type Condition =
  | { readonly column: string; readonly op: 'eq' | 'gte' | 'lte'; readonly value: number | string }
  | { readonly column: string; readonly op: 'in'; readonly value: readonly (number | string)[] }
  | { readonly column: string; readonly op: 'prefix'; readonly value: string }
  /** One of the values of a `keys` column. */
  | { readonly column: string; readonly op: 'has'; readonly value: string }
  | { readonly column: string; readonly op: 'absent' | 'present' };

export interface Order {
  readonly column: string;
  readonly desc?: boolean;
}

/** A mistake of ours, never of the person at the desk: the list asks for a column its collection does not keep. */
export function columnType(def: CollectionDef, column: string): 'int' | 'dict' | 'text' | 'keys' {
  const found = def.columns[column];
  if (found === undefined) throw new Error(`${def.name} has no column ${column}`);
  return found.type;
}
