import { useRef } from 'react';
import { stopsOf } from './keys';

/** For a dialog: `ref` around its fields, and `afterOpenChange` of the dialog, which puts the cursor into the first of them. */
export function useFirstField() {
  const ref = useRef<HTMLDivElement>(null);
  /** Whoever is quick enough to be in a field or on a button of it already stays there. */
  const afterOpenChange = () => {
    const fields = ref.current;
    if (fields === null) return;
    const dialog = fields.closest('[role="dialog"]') ?? fields;
    const at = document.activeElement;
    // antd itself puts the cursor on the cross in the corner.
    const busy = at?.matches('input, textarea, button:not(.ant-modal-close)') === true && dialog.contains(at);
    if (!busy) stopsOf(fields)[0]?.focus();
  };
  return { ref, afterOpenChange };
}
