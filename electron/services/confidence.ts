import type { Filter } from '../query/select';

/** What was asked for without accusations, which no ordinary sheet shows, and the accusations alone, to say how many are withheld. */
export function byConfidence(asked: Filter): readonly [open: Filter, accusations: Filter] {
  const only = (value: 0 | 1): Filter => ({
    ...asked,
    where: [...(asked.where ?? []), { column: 'confidential', op: 'eq', value }],
  });
  return [only(0), only(1)];
}
