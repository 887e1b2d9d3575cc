import { app, protocol } from 'electron';
import { paperSchema } from '#shared/domain/documents/data';
import type { DocumentType } from '#shared/domain/documents/kinds';
import { type SampleSize, sampleData } from '#shared/domain/documents/samples';
import { docxToPdf, docxToPng } from '../../../electron/docx-paper';
import { builtinTemplate, fillTemplate } from '../../../electron/documents/docx/index';
import { guardApp } from '../../../electron/guards';
import { APP_SCHEME } from '../../../electron/ipc/sender';

/** A window program that only makes papers, guarded like the desk; what its guards had to stop is counted. */
const denied: string[] = [];
protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
guardApp(app, (what) => denied.push(what));
app.on('window-all-closed', () => {});

async function fill(kind: DocumentType, data: object): Promise<Uint8Array> {
  const filled = await fillTemplate(kind, await builtinTemplate(kind), paperSchema(kind).parse(data));
  if (!filled.ok) throw new Error(filled.error.message);
  return filled.value;
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const papers = {
  denied,
  filled: async (kind: DocumentType, data: object) => base64(await fill(kind, data)),
  docx: async (kind: DocumentType, size: SampleSize) => base64(await fill(kind, sampleData(kind, size))),
  pdf: async (docx: string) => base64(await docxToPdf(Buffer.from(docx, 'base64'))),
  png: async (docx: string, page: number) => base64(await docxToPng(Buffer.from(docx, 'base64'), page)),
};
export type Papers = typeof papers;
Object.assign(globalThis, { here: () => papers });
