import { localDateAt } from '#shared/calendar/local-date';
import type { CaseRow } from '#shared/contract/case-view';
import { CASE_COLUMNS, type casesContract } from '#shared/contract/cases';
import { casesCollection } from '#shared/domain/cases/collection';
import { isAccusation } from '#shared/domain/cases/confidential';
import { caseStateOf } from '#shared/domain/cases/machine';
import { triageText } from '#shared/domain/cases/present';
import { readCase } from '#shared/domain/cases/schema';
import { FLAGS } from '#shared/domain/cases/state';
import { CASE_STATUS_NAMES, END_REASONS } from '#shared/domain/cases/status';
import { CHANNELS, WITHHELD } from '#shared/domain/visits/choices';
import { refuse } from '#shared/kernel/refusal';
import { ok } from '#shared/kernel/result';
import type { Folded } from '#shared/ledger/fold';
import { dueListPage } from '../../documents/due-list';
import { saveFile } from '../../documents/save';
import { type CellValue, type RowSpec, writeWorkbook } from '../../documents/workbook';
import type { Handlers } from '../../ipc/router';
import { countInTurns } from '../../query/select';
import { walk } from '../../query/walk';
import type { PageSetup } from '../../shell-port';
import type { ServiceDeps } from '../deps';
import { byConfidence } from '../confidence';
import { directoryOf } from '../directory';
import { printed } from '../printed';
import { readYears } from '../reading';
import { caseFilterOf } from './filter';
import { liveCases } from './live';
import { caseRow, type Viewing } from './view';
import { dueIn, itemOf } from './workbench';

type OutputMethod = 'cases.export' | 'cases.duePrint' | 'cases.duePdf';
type Column = (typeof CASE_COLUMNS)[number];

const PAPER: PageSetup = {
  size: 'A4',
  landscape: true,
  margin: { top: 16, right: 14, bottom: 16, left: 14 },
  pageNumbers: true,
};

export function caseOutputs(deps: ServiceDeps, view: Viewing): Pick<Handlers<typeof casesContract>, OutputMethod> {
  const { store, shell, clock } = deps;
  const today = () => localDateAt(clock.now());

  const duePage = async () => {
    if (!shell.available) return refuse('shell.unavailable', '打印和生成 PDF 需要在窗口程序中进行。');
    const parts = await Promise.all(
      (['overdue', 'today', 'week'] as const).map(async (range) => ({
        range,
        items: (await dueIn(deps, range))
          .filter(({ live }) => !isAccusation(live.record))
          .map((due) => itemOf(view, due, today())),
      })),
    );
    const unit = deps.settings.identity()?.unit;
    return ok(dueListPage({ day: today(), unit: unit === undefined ? '' : view.nameOf(unit), parts }));
  };

  return {
    'cases.export': async ({ filter, order, columns, file }, call) => {
      const path = await shell.resolve(file);
      if (path === undefined) return refuse('file.unknownHandle', '请重新选择保存位置。');
      const live = filter.due === undefined ? new Map() : await liveCases(deps).all();
      const asked = caseFilterOf(filter, directoryOf(store).directory(), live, today());
      const [open, accusations] = byConfidence(asked);
      await readYears(store, casesCollection, { filter: open, order: order ?? [], parts: ['ids'] }, call);
      const withheld = await countInTurns(store, casesCollection, accusations);
      const entries = await walk(store, casesCollection, open, order ?? [], call.signal);
      const rows = function* (): Generator<RowSpec> {
        yield { cells: ['信访事项一览'], style: 'title', height: 30 };
        yield { cells: columns.map((column) => COLUMNS[column].title), style: 'header' };
        for (const entry of entries) yield { cells: rowCells(entry.read(), columns) };
        if (withheld > 0) yield { cells: [`${WITHHELD}（${withheld} 件）。`] };
      };
      const written = await writeWorkbook(
        path,
        [
          {
            name: '信访事项',
            columns: columns.map((column) => COLUMNS[column].width),
            headRows: 2,
            merges: columns.length > 1 ? [[1, 1, 1, columns.length]] : [],
            page: { size: 'A4', landscape: true },
            rows: rows(),
            total: entries.length + 2,
          },
        ],
        { signal: call.signal, progress: (done, total, label) => call.progress(done, total, label) },
      );
      return written.ok ? ok({ rows: entries.length, bytes: written.value.bytes, withheld }) : written;
    },
    'cases.duePrint': async () => {
      const page = await duePage();
      return page.ok ? printed(await shell.print(page.value, PAPER)) : page;
    },
    'cases.duePdf': async ({ file }) => {
      const page = await duePage();
      if (!page.ok) return page;
      const path = await shell.resolve(file);
      if (path === undefined) return refuse('file.unknownHandle', '请重新选择保存位置。');
      return saveFile(path, await shell.pdf(page.value, PAPER));
    },
  };

  function rowCells(record: Folded, columns: readonly Column[]): CellValue[] {
    const row = caseRow(view, record, today());
    return columns.map((column) => COLUMNS[column].cell({ row, record, nameOf: view.nameOf }) ?? null);
  }
}

interface Exported {
  readonly row: CaseRow;
  readonly record: Folded;
  readonly nameOf: Viewing['nameOf'];
}

interface ColumnSpec {
  readonly title: string;
  readonly width: number;
  cell(of: Exported): CellValue | undefined;
}

const COLUMNS: { readonly [column in Column]: ColumnSpec } = {
  caseNo: { title: '事项编号', width: 20, cell: ({ row }) => row.caseNo },
  openedOn: { title: '信访日期', width: 12, cell: ({ row }) => ({ date: row.openedOn }) },
  name: { title: '信访人', width: 16, cell: ({ row }) => row.name },
  headcount: { title: '人数', width: 7, cell: ({ row }) => row.headcount },
  phone: { title: '电话', width: 15, cell: ({ record }) => readCase(record).petitioners[0]?.phone },
  title: { title: '标题', width: 30, cell: ({ row }) => row.title },
  demand: { title: '诉求', width: 36, cell: ({ record }) => readCase(record).demand },
  channel: { title: '信访形式', width: 10, cell: ({ row }) => CHANNELS[row.channel as keyof typeof CHANNELS] },
  purpose: { title: '信访目的', width: 12, cell: ({ row, nameOf }) => row.purpose && nameOf(row.purpose) },
  categoryCode: {
    title: '内容分类',
    width: 24,
    cell: ({ row, nameOf }) => row.categoryCode && nameOf(row.categoryCode),
  },
  problemRegion: {
    title: '问题属地',
    width: 18,
    cell: ({ row, nameOf }) => row.problemRegion && nameOf(row.problemRegion),
  },
  isRepeat: { title: '初次/重复', width: 10, cell: ({ row }) => (row.isRepeat ? '重复' : '初次') },
  status: { title: '状态', width: 12, cell: ({ row }) => CASE_STATUS_NAMES[row.status] },
  since: { title: '状态自', width: 12, cell: ({ row }) => ({ date: row.since }) },
  host: { title: '责任单位', width: 24, cell: ({ row, nameOf }) => row.host && nameOf(row.host) },
  triage: {
    title: '分类途径',
    width: 18,
    cell: ({ record }) => {
      const { triage } = caseStateOf(record);
      return triageText(triage?.triageClass, triage?.legalPath);
    },
  },
  clock: { title: '最近期限', width: 14, cell: ({ row }) => row.clock?.title },
  lastDay: {
    title: '期限末日',
    width: 12,
    cell: ({ row }) => (row.clock?.lastDay ? { date: row.clock.lastDay } : undefined),
  },
  daysLeft: { title: '剩余天数', width: 9, cell: ({ row }) => row.clock?.daysLeft },
  firstContact: { title: '首问责任人', width: 12, cell: ({ record }) => readCase(record).firstContact },
  flags: { title: '标记', width: 14, cell: ({ row }) => row.flags.map((flag) => FLAGS[flag]).join('、') },
  endReason: {
    title: '办结方式',
    width: 20,
    cell: ({ record }) => {
      const { end } = caseStateOf(record);
      return end === undefined ? undefined : END_REASONS[end.reason];
    },
  },
};
