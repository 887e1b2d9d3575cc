import type { KeyboardEvent } from 'react';

const FOCUSABLE =
  'input:not([type=hidden]):not([disabled]):not([tabindex="-1"]):not([readonly]), textarea:not([disabled]), select:not([disabled]), button[data-form-stop]:not([disabled]), [role=switch]:not([disabled])';

/** The places of a form where typing can stop, in order; one per radio group. */
export function stopsOf(form: HTMLElement): HTMLElement[] {
  const groups = new Set<string>();
  return [...form.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((stop) => {
    if (stop.closest('[inert], [aria-hidden=true]') !== null || stop.getClientRects().length === 0) return false;
    if (!(stop instanceof HTMLInputElement) || stop.type !== 'radio') return true;
    const checked = form.querySelector(`input[type=radio][name="${CSS.escape(stop.name)}"]:checked`);
    if (groups.has(stop.name) || (checked !== null && checked !== stop)) return false;
    groups.add(stop.name);
    return true;
  });
}

/** Moves the focus `by` places from where it is; false at either end. */
export function moveFocus(form: HTMLElement, from: Element, by: 1 | -1): boolean {
  const stops = stopsOf(form);
  const here = stops.findIndex(
    (stop) => stop === from || (isSameRadioGroup(stop, from) && by === 1) || stop.contains(from),
  );
  const next = stops[here + by];
  if (here < 0 || next === undefined) return false;
  next.focus();
  if (next instanceof HTMLInputElement && next.type === 'text') next.select();
  return true;
}

const isSameRadioGroup = (a: Element, b: Element): boolean =>
  a instanceof HTMLInputElement &&
  b instanceof HTMLInputElement &&
  b.type === 'radio' &&
  a.name === b.name &&
  a.name !== '';

/** True while an input method is choosing characters: its Enter belongs to it. */
export const isComposing = (event: KeyboardEvent): boolean => event.nativeEvent.isComposing || event.keyCode === 229;

/** Enter moves on, Shift+Enter back, Ctrl+Enter leaves a text area, Ctrl+S saves. */
export function onFormKey(event: KeyboardEvent<HTMLFormElement>, save: () => void): void {
  if (isComposing(event)) return;
  const mod = event.ctrlKey || event.metaKey;
  if (mod && event.key.toLowerCase() === 's') {
    event.preventDefault();
    settleFocused();
    save();
    return;
  }
  if (event.key !== 'Enter' || !(event.target instanceof Element) || !event.currentTarget.contains(event.target))
    return;
  const { target, currentTarget: form } = event;
  if (target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement || target.tagName === 'SUMMARY')
    return;
  if (target instanceof HTMLTextAreaElement && !mod) return;
  const move = () => {
    if (!moveFocus(form, target, event.shiftKey ? -1 : 1) && !event.shiftKey) focusSave(form);
  };
  if (target.getAttribute('role') === 'combobox' && target.getAttribute('aria-expanded') === 'true') {
    onceClosed(target, move);
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  move();
}

const CHOSEN_WITHIN_MS = 1_000;

/** Enter in an open list chooses; the list says that it did by closing, a frame or, on a slow machine, several later. */
function onceClosed(list: Element, then: () => void): void {
  const watcher = new MutationObserver(() => {
    if (list.getAttribute('aria-expanded') === 'true') return;
    watcher.disconnect();
    then();
  });
  watcher.observe(list, { attributes: true, attributeFilter: ['aria-expanded'] });
  setTimeout(() => watcher.disconnect(), CHOSEN_WITHIN_MS);
}

/** A field that reads what was typed when it is left (a day, a number) reads it now. */
function settleFocused(): void {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement)) return;
  focused.blur();
  focused.focus();
}

const focusSave = (form: HTMLElement): void => form.querySelector<HTMLElement>('button[type=submit]')?.focus();
