import type { DocumentType } from '#shared/domain/documents/kinds';
import { type Placeholder, placeholdersOf } from '#shared/domain/documents/words';
import type { Fault } from './faults';
import type { Parts } from './open-template';

/** What a Chinese keyboard makes of a placeholder, and a brace forgotten: the library would print both as they are. */
export function typingFaults(kind: DocumentType, parts: Parts): Fault[] {
  const names = new Set(flatten(placeholdersOf(kind)));
  const text = [...parts]
    .filter(([name]) => /^word\/(document|header\d*|footer\d*)\.xml$/.test(name))
    .map(([, bytes]) =>
      new TextDecoder()
        .decode(bytes)
        .replaceAll(/<\/w:p>/g, '\n')
        .replaceAll(/<[^>]*>/g, ''),
    )
    .join('\n');
  const faults = new Map<string, Fault>();
  for (const [written, name = ''] of text.matchAll(/[{｛]+[#/^]?\s*([^{}｛｝\n]{1,20}?)\s*[}｝]+/g)) {
    if (!names.has(name) || /^\{\{[^{]*[^}]\}\}$/.test(written)) continue;
    faults.set(written, { field: name, message: sentence(written, name) });
  }
  return [...faults.values()];
}

const sentence = (written: string, name: string): string =>
  /[｛｝]/.test(written)
    ? `“${written}”用了全角的花括号。请改用半角的“{{${name}}}”。`
    : `“${written}”的花括号个数不对，前后应当各两个：“{{${name}}}”。`;

const flatten = (placeholders: readonly Placeholder[]): string[] =>
  placeholders.flatMap(({ name, inside }) => [name, ...flatten(inside ?? [])]);
