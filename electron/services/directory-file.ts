import { createHash } from 'node:crypto';
import { localDateAt } from '#shared/calendar/local-date';
import type { DirectoryPreview, departmentsFileContract } from '#shared/contract/departments-file';
import { decideImport, type ImportPlan, planImport } from '#shared/domain/departments/import';
import {
  PERSON_COLUMNS,
  PERSON_SHEET,
  type SheetColumn,
  UNIT_COLUMNS,
  UNIT_SHEET,
} from '#shared/domain/departments/sheet';
import { lineCells, personLine, unitLine, unitsInTreeOrder } from '#shared/domain/departments/sheet-rows';
import type { FileHandle } from '#shared/kernel/ids';
import { canonicalJson, type Json, type JsonObject } from '#shared/kernel/json';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import { hlcMillis } from '#shared/ledger/hlc';
import { readWorkbook, type SheetSpec, writeWorkbook } from '../documents/workbook';
import type { Handlers } from '../ipc/router';
import type { BeforeImport, ServiceDeps } from './deps';
import { directoryOf } from './directory';

/** The directory as a workbook: out, and back in after a preview. */
export function directoryFileService(
  deps: ServiceDeps,
  beforeImport: BeforeImport,
): Handlers<typeof departmentsFileContract> {
  const { store, clock } = deps;
  const access = directoryOf(store);

  const plan = async (file: FileHandle): Promise<Result<ImportPlan, Refusal>> => {
    const path = await pathOf(deps, file);
    if (!path.ok) return path;
    const sheets = await readWorkbook(path.value);
    if (!sheets.ok) return sheets;
    return planImport(
      {
        directory: access.directory(),
        regions: access.dictionary('regions'),
        today: localDateAt(clock.now()),
        newPersonKey: () => deps.random.hex(6),
      },
      sheets.value,
    );
  };

  return {
    'departments.export': async ({ file }, call) => {
      const path = await pathOf(deps, file);
      if (!path.ok) return path;
      const directory = access.directory();
      const units = unitsInTreeOrder(directory);
      const persons = [...directory.persons.values()];
      const written = await writeWorkbook(
        path.value,
        [
          sheet(UNIT_SHEET, UNIT_COLUMNS, units.map(unitLine)),
          sheet(
            PERSON_SHEET,
            PERSON_COLUMNS,
            persons.map((person) => personLine(directory, person)),
          ),
        ],
        { signal: call.signal, progress: call.progress },
      );
      return written.ok ? ok({ units: units.length, persons: persons.length }) : written;
    },
    'departments.importPreview': async ({ file }) => {
      const planned = await plan(file);
      return planned.ok ? ok(preview(planned.value)) : planned;
    },
    'departments.import': async ({ file, digest }, call) => {
      const planned = await plan(file);
      if (!planned.ok) return planned;
      const shown = preview(planned.value);
      if (shown.digest !== digest) {
        return refuse('import.changed', '预览之后文件或目录有了变化，没有导入。请重新预览。');
      }
      const decided = decideImport(planned.value);
      if (!decided.ok) return decided;
      await beforeImport();
      const txn = await store.commit(decided.value, call.actor);
      return ok({ created: shown.created, changed: shown.changed, savedAt: hlcMillis(txn.hlc) });
    },
  };
}

/** The file behind a handle that the person picked, or that was named on the command line. */
export async function pathOf(deps: ServiceDeps, file: FileHandle): Promise<Result<string, Refusal>> {
  const path = await deps.shell.resolve(file);
  return path === undefined ? refuse('file.unknown', '没有找到所选的文件，请重新选择。', { field: 'file' }) : ok(path);
}

const sheet = (name: string, columns: readonly SheetColumn[], lines: readonly JsonObject[]): SheetSpec => ({
  name,
  columns: columns.map((column) => column.width),
  headRows: 1,
  page: { size: 'A3', landscape: true },
  total: lines.length + 1,
  rows: [
    { cells: columns.map((column) => column.title), style: 'header' },
    ...lines.map((line) => ({ cells: lineCells(line, columns) })),
  ],
});

function preview({ lines, unchanged, issues }: ImportPlan): DirectoryPreview {
  const rows = lines.map((line) => ({ ...line, changes: line.changes.map((change) => ({ ...change })) }));
  return {
    digest: digestOf({ rows, issues } as unknown as Json),
    created: rows.filter((row) => row.outcome === 'created').length,
    changed: rows.filter((row) => row.outcome === 'changed').length,
    unchanged,
    rows,
    issues: [...issues],
  };
}

/** Names what was previewed, so that only that is imported. */
export const digestOf = (value: Json): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 16);
