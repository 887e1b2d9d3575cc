let say = () => {};
const ready = new Promise<void>((resolve) => {
  say = resolve;
});

/** When a person could begin to work; what can wait is done afterwards. */
export const whenReady = (): Promise<void> => ready;

/** Says once, to the program that opened the window, that a person could begin to work now. */
export function markReady(): void {
  if (document.documentElement.dataset['ready'] === 'true') return;
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (document.documentElement.dataset['ready'] === 'true') return;
      document.documentElement.dataset['ready'] = 'true';
      window.desk.ready();
      say();
    }),
  );
}
