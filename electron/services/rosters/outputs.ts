import { localDateAt } from '#shared/calendar/local-date';
import type { rostersContract } from '#shared/contract/rosters';
import { rosterTable } from '#shared/domain/rosters/table';
import type { FileHandle, RecordId } from '#shared/kernel/ids';
import { refuse } from '#shared/kernel/refusal';
import { ok } from '#shared/kernel/result';
import { writeCsv } from '../../documents/csv';
import { rosterNoticePage, rosterScreenPage, SCREEN } from '../../documents/roster-page';
import { rosterEvents, rosterRows, rosterSheet, sheetWidth } from '../../documents/roster-sheet';
import { saveFile } from '../../documents/save';
import { writeWorkbook } from '../../documents/workbook';
import type { Handlers } from '../../ipc/router';
import type { PageSetup } from '../../shell-port';
import type { ServiceDeps } from '../deps';
import { printed } from '../printed';
import type { RosterData } from './data';

type OutputMethod = 'rosters.export' | 'rosters.pdf' | 'rosters.png' | 'rosters.print';

/** What leaves the desk about rosters: sheets, calendars, the notice on paper and on the hall screen. */
export function rosterOutputs(
  deps: ServiceDeps,
  data: RosterData,
): Pick<Handlers<typeof rostersContract>, OutputMethod> {
  const { shell } = deps;

  const paperOf = (id: RecordId) => {
    const roster = data.roster(id);
    if (!roster.ok) return roster;
    const duties = data.dutiesOf(id);
    return ok({ roster: roster.value, duties, table: rosterTable(roster.value, duties) });
  };
  const noticeOf = (id: RecordId, size: 'A4' | 'A3') => {
    const paper = paperOf(id);
    if (!paper.ok) return paper;
    if (!shell.available) return refuse('shell.unavailable', '打印、生成 PDF 和图片需要在窗口程序中进行。');
    const { roster, table } = paper.value;
    const page: PageSetup = {
      size,
      landscape: sheetWidth(table) > 110,
      margin: { top: 20, right: 18, bottom: 20, left: 18 },
      pageNumbers: true,
    };
    return ok({ html: rosterNoticePage(table, roster.publisher, roster.notice?.on, size), page });
  };
  const resolved = async (file: FileHandle) => {
    const path = await shell.resolve(file);
    return path === undefined ? refuse('file.unknownHandle', '请重新选择保存位置。') : ok(path);
  };

  return {
    'rosters.export': async ({ id, format, file }, call) => {
      const paper = paperOf(id);
      if (!paper.ok) return paper;
      const path = await resolved(file);
      if (!path.ok) return path;
      const { roster, duties, table } = paper.value;
      switch (format) {
        case 'xlsx':
          return writeWorkbook(path.value, [rosterSheet(table)], { signal: call.signal });
        case 'csv':
          return writeCsv(path.value, rosterRows(roster, duties));
        case 'ics': {
          const { calendarText } = await import('../../documents/ics');
          return saveFile(path.value, calendarText(roster.title, call.now, rosterEvents(roster, duties)));
        }
      }
    },
    'rosters.pdf': async ({ id, size, file }) => {
      const notice = noticeOf(id, size);
      if (!notice.ok) return notice;
      const path = await resolved(file);
      return path.ok ? saveFile(path.value, await shell.pdf(notice.value.html, notice.value.page)) : path;
    },
    'rosters.png': async ({ id, file }, call) => {
      const paper = paperOf(id);
      if (!paper.ok) return paper;
      if (!shell.available) return refuse('shell.unavailable', '打印、生成 PDF 和图片需要在窗口程序中进行。');
      const path = await resolved(file);
      return path.ok
        ? saveFile(path.value, await shell.png(rosterScreenPage(paper.value.table, localDateAt(call.now)), SCREEN))
        : path;
    },
    'rosters.print': async ({ id, size }) => {
      const notice = noticeOf(id, size);
      if (!notice.ok) return notice;
      return printed(await shell.print(notice.value.html, notice.value.page));
    },
  };
}
