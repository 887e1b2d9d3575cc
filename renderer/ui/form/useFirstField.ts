import { useRef } from 'react';
import { stopsOf } from './keys';

/** For a dialog: `ref` around its fields, and `afterOpenChange` of the dialog, which puts the cursor into the first of them. */
export function useFirstField() {
  const ref = useRef<HTMLDivElement>(null);
  /** Whoever is quick enough to be in a field already stays there. */
  const afterOpenChange = () => {
    const fields = ref.current;
    if (fields !== null && !fields.contains(document.activeElement)) stopsOf(fields)[0]?.focus();
  };
  return { ref, afterOpenChange };
}
