import type { LocalDate } from '#shared/calendar/local-date';
import type { SupervisionFilter, SupervisionRow } from '#shared/contract/supervision';
import { SITUATION_NAMES, WAY_NAMES } from '#shared/domain/supervision/situation';
import { COLOURS, SUPERVISION_STATES } from '#shared/domain/supervision/state';
import { WITHHELD } from '#shared/domain/visits/choices';
import { ok } from '#shared/kernel/result';
import { type CellValue, type RowSpec, writeWorkbook } from '../../documents/workbook';
import type { Call } from '../../ipc/router';
import type { SupervisionDesk } from './desk';
import { listSupervisions } from './list';

const PAGE = 200;

interface Column {
  readonly title: string;
  readonly width: number;
  readonly of: (row: SupervisionRow) => CellValue;
}

const COLUMNS: readonly Column[] = [
  { title: '督办函号', width: 22, of: (row) => row.docNo ?? null },
  { title: '事项编号', width: 20, of: (row) => row.caseNo },
  { title: '信访事项', width: 40, of: (row) => row.subject },
  { title: '责任单位', width: 26, of: (row) => row.unitName },
  { title: '督办情形', width: 20, of: (row) => row.situations.map((s) => SITUATION_NAMES[s]).join('、') },
  { title: '事实', width: 50, of: (row) => row.facts },
  { title: '督办方式', width: 12, of: (row) => WAY_NAMES[row.way] },
  { title: '第几次', width: 8, of: (row) => row.no },
  { title: '督办日期', width: 13, of: (row) => date(row.issuedOn) },
  { title: '回复期限', width: 13, of: (row) => date(row.replyDue) },
  { title: '等待天数', width: 9, of: (row) => row.waited },
  { title: '状态', width: 14, of: (row) => SUPERVISION_STATES[row.state] },
  {
    title: '三色档案',
    width: 18,
    of: (row) => (row.colour === undefined ? null : `${COLOURS[row.colour].title}（${COLOURS[row.colour].meaning}）`),
  },
];
const date = (day: LocalDate): CellValue => ({ date: day });

/** 督办台账 as a sheet; what belongs to accusations stays on the desk. */
export async function exportSupervisions(desk: SupervisionDesk, filter: SupervisionFilter, path: string, call: Call) {
  const all: SupervisionRow[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const page = listSupervisions(desk, { ...filter, offset, limit: PAGE });
    all.push(...page.rows);
    if (!page.more) break;
  }
  const shown = all.filter((row) => !row.confidential);
  const withheld = all.length - shown.length;
  const rows = function* (): Generator<RowSpec> {
    yield { cells: ['督办台账'], style: 'title', height: 30 };
    yield { cells: COLUMNS.map(({ title }) => title), style: 'header' };
    for (const row of shown) yield { cells: COLUMNS.map(({ of }) => of(row)) };
    if (withheld > 0) yield { cells: [`${WITHHELD}（${withheld} 件）。`] };
  };
  const sheet = {
    name: '督办台账',
    columns: COLUMNS.map(({ width }) => width),
    headRows: 2,
    merges: [[1, 1, 1, COLUMNS.length] as const],
    page: { size: 'A4' as const, landscape: true },
    rows: rows(),
    total: shown.length + 2,
  };
  const written = await writeWorkbook(path, [sheet], {
    signal: call.signal,
    progress: (done, total, label) => call.progress(done, total, label),
  });
  return written.ok ? ok({ rows: shown.length, bytes: written.value.bytes, withheld }) : written;
}
