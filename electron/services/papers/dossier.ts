import { type Attached, attachmentsOf } from '#shared/domain/attachments/decide';
import { factsOfType } from '#shared/domain/attachments/types';
import { dossierOf, type DossierItem } from '#shared/domain/documents/paper-dossier';
import type { Dossier } from '#shared/domain/documents/draft-facts';
import { paperKind } from '#shared/domain/documents/kinds';
import type { Folded } from '#shared/ledger/fold';
import { pdfPages } from '../../documents/pdf-pages';
import type { Blobs } from '../../store/blobs';
import type { Store } from '../../store/store';
import { papersOf } from './access';

/** Larger ones are scans of whole files; their pages are for the clerk to say. */
const COUNTED_BYTES = 20 * 1024 * 1024;

/** 卷内文件 of a case: papers that stand and what was attached, each with its pages. */
export async function dossierOfCase(
  { store, blobs }: { readonly store: Store; readonly blobs: Blobs },
  record: Folded,
): Promise<Dossier> {
  const papers = papersOf(store, record.id)
    .filter(({ standing, kind }) => standing === 'valid' && kind !== 'DossierIndex')
    .map(
      ({ kind, docNo, issuedOn, pdf }): DossierItem => ({
        title: paperKind(kind).title,
        on: issuedOn,
        pages: pdf.pages,
        ...(docNo === undefined ? {} : { docNo }),
      }),
    );
  const attached: DossierItem[] = [];
  for (const file of attachmentsOf(record).filter(({ source }) => source !== 'paper')) {
    const pages = await pagesOf(blobs, file);
    attached.push({ title: file.name, on: file.addedOn, ...(pages === undefined ? {} : { pages }) });
  }
  return dossierOf([...papers, ...attached]);
}

async function pagesOf(blobs: Blobs, { type, bytes, sha256 }: Attached): Promise<number | undefined> {
  const { view } = factsOfType(type);
  if (view === 'image') return 1;
  if (view !== 'pdf' || bytes > COUNTED_BYTES) return undefined;
  const content = await blobs.read(sha256);
  return content.ok ? pdfPages(content.value) : undefined;
}
