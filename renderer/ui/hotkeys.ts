import { useEffect, useRef } from 'react';

/** `F2`, `Ctrl+S`, `Ctrl+Shift+P`; ⌘ counts as Ctrl. */
export function matchesHotkey(event: KeyboardEvent, combo: string): boolean {
  const parts = combo.split('+');
  const key = parts.at(-1) ?? '';
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    (event.ctrlKey || event.metaKey) === parts.includes('Ctrl') &&
    event.shiftKey === parts.includes('Shift') &&
    event.altKey === parts.includes('Alt')
  );
}

/** The dialog on top of all others, if one is open. */
export const openDialog = (): Element | undefined =>
  [...document.querySelectorAll('.ant-modal-wrap:not([style*="display: none"])')].at(-1);

interface HotkeyOptions {
  /** Also while a dialog is open: the action looks itself whether it is meant. */
  readonly overDialogs?: boolean;
}

/** Runs `action` on the key while the component is shown; never while an IME is composing, nor over an open dialog. */
export function useHotkey(
  combo: string | undefined,
  action: () => void,
  enabled = true,
  { overDialogs = false }: HotkeyOptions = {},
): void {
  const latest = useRef(action);
  useEffect(() => {
    latest.current = action;
  });
  useEffect(() => {
    if (combo === undefined || !enabled) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented || !matchesHotkey(event, combo)) return;
      if (!overDialogs && openDialog() !== undefined) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [combo, enabled, overDialogs]);
}
