import type { LocalDate } from '#shared/calendar/local-date';
import type { VisitFilter, visitsContract } from '#shared/contract/visits';
import { WITHHELD } from '#shared/domain/visits/choices';
import { visitsCollection } from '#shared/domain/visits/collection';
import { readVisit } from '#shared/domain/visits/decide';
import { GIVEN_LABELS, VISIT_LABELS } from '#shared/domain/visits/labels';
import { type NameOf, presentField, type PresentableField } from '#shared/domain/visits/present';
import type { Visit } from '#shared/domain/visits/schema';
import { type FileHandle, keyOf, type RecordId } from '#shared/kernel/ids';
import { refuse } from '#shared/kernel/refusal';
import { ok } from '#shared/kernel/result';
import { isVoid } from '#shared/ledger/fold';
import { receiptPage } from '../documents/receipt';
import { saveFile } from '../documents/save';
import { type VisitPaper, visitFormPage } from '../documents/visit-form';
import { type CellValue, type RowSpec, writeWorkbook } from '../documents/workbook';
import type { Call, Handlers } from '../ipc/router';
import { countInTurns, type Order } from '../query/select';
import { walk, type Walked } from '../query/walk';
import type { PageSetup } from '../shell-port';
import type { Store } from '../store/store';
import { breathing } from '../turns';
import { isSecretVisit, visitsOfAccusations } from './cases/of-visit';
import { byConfidence } from './confidence';
import type { ServiceDeps } from './deps';
import { directoryOf } from './directory';
import { printed } from './printed';
import { readYears } from './reading';
import { filterOf } from './visit-filter';
import { namesOf } from './visit-names';

type OutputMethod =
  | 'visits.export'
  | 'visits.formPdf'
  | 'visits.formPrint'
  | 'visits.receiptPdf'
  | 'visits.receiptPrint';

type Page = (paper: VisitPaper) => string;

const PAPER: PageSetup = {
  size: 'A4',
  margin: { top: 18, right: 16, bottom: 18, left: 22 },
  pageNumbers: true,
};

/** What leaves the desk about visits: sheets, PDF files and paper. */
export function visitOutputs(deps: ServiceDeps): Pick<Handlers<typeof visitsContract>, OutputMethod> {
  const { store, shell } = deps;
  const nameOf = namesOf(store);

  const pageOf = (id: RecordId, page: Page) => {
    const record = store.get(id);
    if (record?.created === undefined) return refuse('visit.notFound', `没有找到来访登记 ${keyOf(id)}。`);
    if (!shell.available) return refuse('shell.unavailable', '打印和生成 PDF 需要在窗口程序中进行。');
    const visit = readVisit(record);
    const unit = directoryOf(store).directory().units.get(visit.registeredUnit);
    const confidential = isSecretVisit(store, record);
    return ok(page({ visit, nameOf, voided: isVoid(record), confidential, phone: unit?.phone }));
  };
  const pdf = async (id: RecordId, page: Page, file: FileHandle) => {
    const html = pageOf(id, page);
    if (!html.ok) return html;
    const path = await shell.resolve(file);
    return path === undefined ? noFile() : saveFile(path, await shell.pdf(html.value, PAPER));
  };
  const print = async (id: RecordId, page: Page) => {
    const html = pageOf(id, page);
    return html.ok ? printed(await shell.print(html.value, PAPER)) : html;
  };

  return {
    'visits.export': async ({ filter, order, columns, file }, call) => {
      const path = await shell.resolve(file);
      return path === undefined
        ? noFile()
        : exportSheet(store, path, { filter, order: order ?? [], columns }, nameOf, call);
    },
    'visits.formPdf': ({ id, file }) => pdf(id, visitFormPage, file),
    'visits.formPrint': ({ id }) => print(id, visitFormPage),
    'visits.receiptPdf': ({ id, file }) => pdf(id, receiptPage, file),
    'visits.receiptPrint': ({ id }) => print(id, receiptPage),
  };
}

const noFile = () => refuse('file.unknownHandle', '请重新选择保存位置。');

/** Looked up among those that are withheld before other work gets its turn. */
const IDS_AT_ONCE = 1000;

interface ExportAsk {
  readonly filter: VisitFilter;
  readonly order: readonly Order[];
  readonly columns: readonly PresentableField[];
}

async function exportSheet(store: Store, path: string, ask: ExportAsk, nameOf: NameOf, call: Call) {
  const asked = filterOf(ask.filter);
  const [open, accusations] = byConfidence(asked);
  await readYears(store, visitsCollection, { filter: open, order: ask.order, parts: ['ids'] }, call);
  const plain = await countInTurns(store, visitsCollection, accusations);
  const walked = await walk(store, visitsCollection, open, ask.order, call.signal);
  const secret = await visitsOfAccusations(store);
  const entries: Walked[] = [];
  const breathe = breathing(call.signal);
  for (const [i, entry] of walked.entries()) {
    if (!secret.has(entry.id)) entries.push(entry);
    if (i % IDS_AT_ONCE === 0) await breathe();
  }
  const withheld = plain + walked.length - entries.length;
  const labels: { readonly [field: string]: string } = { ...VISIT_LABELS, ...GIVEN_LABELS };
  const rows = function* (): Generator<RowSpec> {
    yield { cells: ['来访登记一览'], style: 'title', height: 30 };
    yield { cells: ask.columns.map((column) => labels[column] ?? column), style: 'header' };
    for (const entry of entries) {
      const visit = readVisit(entry.read());
      yield { cells: ask.columns.map((column) => cellOf(visit, column, nameOf)) };
    }
    if (withheld > 0) yield { cells: [`${WITHHELD}（${withheld} 件）。`] };
  };
  const written = await writeWorkbook(
    path,
    [
      {
        name: '来访登记',
        columns: ask.columns.map((column) => WIDTHS[column] ?? 14),
        headRows: 2,
        merges: ask.columns.length > 1 ? [[1, 1, 1, ask.columns.length]] : [],
        page: { size: 'A4', landscape: true },
        rows: rows(),
        total: entries.length + 2,
      },
    ],
    { signal: call.signal, progress: (done, total, label) => call.progress(done, total, label) },
  );
  return written.ok ? ok({ rows: entries.length, bytes: written.value.bytes, withheld }) : written;
}

const WIDTHS: { readonly [field in PresentableField]?: number } = {
  visitNo: 18,
  caseNo: 18,
  registeredAt: 20,
  name: 12,
  idNo: 21,
  address: 28,
  title: 30,
  summary: 50,
  demand: 36,
  facts: 36,
  gender: 6,
  headcount: 9,
  categoryCode: 24,
  problemRegion: 18,
  responsibleUnit: 22,
};
const DATES = ['petitionDate', 'birthDate', 'occurredOn', 'handlingDue'] as const;
const NUMBERS = ['headcount', 'affectedCount', 'visitTimes'] as const;
const isOneOf = <T extends string>(list: readonly T[], field: string): field is T =>
  (list as readonly string[]).includes(field);

function cellOf(visit: Visit, field: PresentableField, nameOf: NameOf): CellValue {
  if (isOneOf(DATES, field)) return dateCell(visit[field]);
  if (isOneOf(NUMBERS, field)) return visit[field] ?? null;
  return presentField(visit, field, nameOf) || null;
}

const dateCell = (date: LocalDate | undefined): CellValue => (date === undefined ? null : { date });
