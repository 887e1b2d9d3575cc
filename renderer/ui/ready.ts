/** Says once, to the program that opened the window, that a person could begin to work now. */
export function markReady(): void {
  if (document.documentElement.dataset['ready'] === 'true') return;
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (document.documentElement.dataset['ready'] === 'true') return;
      document.documentElement.dataset['ready'] = 'true';
      window.desk.ready();
    }),
  );
}
