/** Whether every element that is opened is closed in its turn; the library can be made to write some that are not. */
export function isBalanced(xml: string): boolean {
  const open: string[] = [];
  for (const [, closing, name = '', rest = ''] of xml.matchAll(
    /<(\/)?([A-Za-z_][\w:.-]*)((?:"[^"]*"|'[^']*'|[^<>"'])*)>/g,
  )) {
    if (closing !== undefined) {
      if (open.pop() !== name) return false;
    } else if (!rest.endsWith('/')) open.push(name);
  }
  return open.length === 0;
}
