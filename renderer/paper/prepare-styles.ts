import { attribute, child, elements, numberIn } from './xml';

/** How far apart letters and lines stand, as far as one place of the document says it. */
export interface Spacing {
  /** Twentieths of a point between letters. */
  readonly letters?: number | undefined;
  readonly line?: number | undefined;
  readonly rule?: string | undefined;
}

export interface StyleBook {
  /** What holds where nobody says otherwise. */
  readonly everywhere: Spacing;
  /** What a style says, or those it is based on. */
  of(style: string | undefined): Spacing;
}

export const spacingOf = (run: Element | undefined, paragraph: Element | undefined): Spacing => {
  const lines = child(paragraph, 'spacing');
  return {
    letters: numberIn(child(run, 'spacing'), 'val'),
    line: numberIn(lines, 'line'),
    rule: attribute(lines, 'line') === undefined ? undefined : (attribute(lines, 'lineRule') ?? 'auto'),
  };
};

/** The first of them that says something, item by item. */
export const firstOf = (...spacings: readonly Spacing[]): Spacing => ({
  letters: spacings.find((s) => s.letters !== undefined)?.letters,
  line: spacings.find((s) => s.line !== undefined)?.line,
  rule: spacings.find((s) => s.rule !== undefined)?.rule,
});

export function readStyles(xml: Document | undefined): StyleBook {
  if (xml === undefined) return { everywhere: {}, of: () => ({}) };
  const defaults = elements(xml, 'docDefaults')[0];
  const inDefault = (name: string) => child(child(defaults, `${name}Default`), name);
  const styles = new Map(elements(xml, 'style').map((style) => [attribute(style, 'styleId'), style]));
  const normal = elements(xml, 'style').find(
    (style) => attribute(style, 'type') === 'paragraph' && attribute(style, 'default') === '1',
  );
  const of = (id: string | undefined, depth = 0): Spacing => {
    const style = id === undefined ? normal : styles.get(id);
    const MOST = 20;
    if (style === undefined || depth > MOST) return {};
    const own = spacingOf(child(style, 'rPr'), child(style, 'pPr'));
    const base = attribute(child(style, 'basedOn'), 'val');
    return base === undefined ? own : firstOf(own, of(base, depth + 1));
  };
  return { everywhere: spacingOf(inDefault('rPr'), inDefault('pPr')), of };
}
