const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

export const elements = (root: Document | Element, name: string): Element[] => [
  ...root.getElementsByTagNameNS(W, name),
];

export const child = (parent: Element | undefined, name: string): Element | undefined =>
  parent === undefined ? undefined : [...parent.children].find((e) => e.localName === name && e.namespaceURI === W);

export const attribute = (element: Element | undefined, name: string): string | undefined =>
  element?.getAttributeNS(W, name) ?? undefined;

export const numberIn = (element: Element | undefined, name: string): number | undefined => {
  const text = attribute(element, name);
  return text === undefined || !Number.isFinite(Number(text)) ? undefined : Number(text);
};

/** A switch such as `<w:keepNext/>`: there means on, unless it says otherwise. */
export const isOn = (parent: Element | undefined, name: string): boolean => {
  const found = child(parent, name);
  return found !== undefined && !['0', 'false', 'off'].includes(attribute(found, 'val') ?? '');
};

/** The child of that name, made when there is none. */
export function ensure(parent: Element, name: string): Element {
  const found = child(parent, name);
  if (found !== undefined) return found;
  const made = parent.ownerDocument.createElementNS(W, `w:${name}`);
  parent.prepend(made);
  return made;
}

export const write = (element: Element, name: string, value: string): void =>
  element.setAttributeNS(W, `w:${name}`, value);
