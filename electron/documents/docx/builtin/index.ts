import { Document, type ISectionOptions, Packer } from 'docx';
import { type DocumentType, paperKind } from '#shared/domain/documents/kinds';
import { CARDS } from './cards';
import { FORMS } from './forms';
import { styles } from './layout';
import { LETTERS } from './letters';
import { NOTICES } from './notices';
import { OPINIONS } from './opinions';
import { RECORDS } from './records';

/** How each kind looks before a centre puts its own in the place. */
const PAGES: { readonly [K in DocumentType]: () => ISectionOptions } = {
  ...NOTICES,
  ...LETTERS,
  ...OPINIONS,
  ...FORMS,
  ...CARDS,
  ...RECORDS,
};

/** The template (.docx) of a kind as it comes with the desk. */
export async function builtinTemplate(kind: DocumentType): Promise<Uint8Array> {
  const { title } = paperKind(kind);
  const template = new Document({
    title,
    creator: '联合接访工作台',
    evenAndOddHeaderAndFooters: true,
    styles,
    sections: [PAGES[kind]()],
  });
  return new Uint8Array(await Packer.toBuffer(template));
}
