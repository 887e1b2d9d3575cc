import PizZip from 'pizzip';
import { setHints } from './prepare-hints';
import { readStyles } from './prepare-styles';
import { settleFields } from './prepare-fields';
import { elements } from './xml';

/** Makes plain in the document what docx-preview would pass over: fields, letter and line spacing, what stays together. */
export function prepare(docx: Uint8Array): Uint8Array {
  const zip = new PizZip(docx);
  const styles = readStyles(read(zip, 'word/styles.xml'));
  const main = read(zip, 'word/document.xml');
  const grid = main === undefined ? undefined : elements(main, 'docGrid')[0];
  for (const name of Object.keys(zip.files).filter((n) => /^word\/(document|header\d*|footer\d*)\.xml$/.test(n))) {
    const xml = read(zip, name);
    if (xml === undefined) continue;
    settleFields(xml);
    setHints(xml, styles, grid);
    zip.file(name, new XMLSerializer().serializeToString(xml));
  }
  return zip.generate({ type: 'uint8array' });
}

function read(zip: PizZip, name: string): Document | undefined {
  const text = zip.file(name)?.asText();
  return text === undefined ? undefined : new DOMParser().parseFromString(text, 'application/xml');
}
