/** Stands for the end of a paragraph inside a datum; no keyboard types it. */
const MARK = '\uE003';

export const markParagraphs = (text: string): string => text.replaceAll(/\r\n?|\n/g, MARK);

/**
 * A datum of several paragraphs was put into one run: each piece becomes a paragraph of the same form, so that the
 * indent of its first line is the template's and not made of spaces.
 */
export function splitParagraphs(xml: string): string {
  const [first = '', ...rest] = xml.split(MARK);
  let out = first;
  for (const piece of rest) {
    const paragraph = out.slice(lastOpening(out, 'w:p'));
    const run = out.slice(lastOpening(out, 'w:r'));
    const preserved = '<w:t xml:space="preserve">';
    out += isPlain(paragraph)
      ? `</w:t></w:r></w:p><w:p>${formOf(paragraph, 'w:pPr')}<w:r>${formOf(run, 'w:rPr')}${preserved}`
      : `</w:t><w:br/>${preserved}`;
    out += piece;
  }
  return out;
}

const lastOpening = (xml: string, tag: string): number =>
  Math.max(xml.lastIndexOf(`<${tag}>`), xml.lastIndexOf(`<${tag} `));

/** The run lies directly in the paragraph, not in a link, a revision or a content control. */
const isPlain = (paragraph: string): boolean =>
  ['w:hyperlink', 'w:ins', 'w:sdt', 'w:smartTag', 'w:fldSimple'].every(
    (tag) => paragraph.split(new RegExp(`<${tag}[ >]`)).length === paragraph.split(`</${tag}>`).length,
  );

/** The properties right after the opening tag, as they are written. */
function formOf(xml: string, properties: string): string {
  const start = xml.indexOf('>') + 1;
  if (!xml.startsWith(`<${properties}>`, start)) return '';
  const end = xml.indexOf(`</${properties}>`, start);
  return end < 0 ? '' : xml.slice(start, end + properties.length + 3);
}
