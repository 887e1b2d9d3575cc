/** Says to the program that started the window that a person could begin to work now. */
export function markReady<T>(passed: T): T {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (document.documentElement.dataset['ready'] === 'true') return;
      document.documentElement.dataset['ready'] = 'true';
      window.desk.ready();
    }),
  );
  return passed;
}
