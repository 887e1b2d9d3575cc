let pressed = false;
window.addEventListener('pointerdown', () => (pressed = true), true);
for (const end of ['pointerup', 'pointercancel'] as const) window.addEventListener(end, () => (pressed = false), true);

/**
 * Runs at once, or when the mouse button that is held down is let go and its click was delivered. A sentence that appears under a field
 * while a button is pressed moves what lies below, and the click would miss it.
 */
export function afterPress(run: () => void): void {
  if (!pressed) run();
  else window.addEventListener('pointerup', () => setTimeout(run), { once: true });
}
