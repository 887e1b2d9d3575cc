/** Says to the program that started the window that a person could begin to work now. */
export function markReady<T>(passed: T): T {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      document.documentElement.dataset['ready'] = 'true';
    }),
  );
  return passed;
}
