import type { ImportPreview, RecordPreview } from '#shared/contract/exchange';
import { isAccusation } from '#shared/domain/cases/confidential';
import { CASES } from '#shared/domain/cases/decide';
import { CASE_STATUS_NAMES } from '#shared/domain/cases/status';
import { stepOf } from '#shared/domain/cases/steps/index';
import type { RecordChange } from '#shared/domain/exchange/changes';
import { collectionOf } from '#shared/kernel/ids';
import type { JsonObject } from '#shared/kernel/json';
import type { Examined } from '../../exchange/import';
import type { Store } from '../../store/store';
import { fieldName, kindName, titleOf, valueWords } from './present';

const LISTED = 500;

/** What taking the package in would do, record by record; a package that cannot be read has nothing to preview. */
export function importPreview(store: Store, { preview, absent, manifest }: Examined): ImportPreview {
  const changes = (preview?.changes ?? []).filter(isChange).toSorted((a, b) => rank(a) - rank(b));
  const cases = changes.filter(isCase);
  const shown = changes.slice(0, LISTED);
  return {
    fresh: preview?.fresh ?? 0,
    duplicates: preview?.duplicates.length ?? 0,
    newCases: cases.filter(({ isNew }) => isNew).length,
    changedCases: cases.filter(({ isNew }) => !isNew).length,
    otherRecords: changes.length - cases.length,
    conflicts: changes.reduce((sum, { conflicts, missteps }) => sum + conflicts.length + missteps.length, 0),
    held: changes.reduce((sum, { held }) => sum + held, 0),
    gaps: preview?.gaps.length ?? 0,
    absent: absent.length,
    records: shown.map((change) => recordPreview(store, change, manifest?.purpose === 'accusation')),
    more: changes.length - shown.length,
  };
}

const isCase = ({ id }: RecordChange): boolean => collectionOf(id) === CASES;
const isChange = (change: RecordChange): boolean =>
  change.isNew || change.fields.length + change.entries + change.held + change.conflicts.length > 0;
const rank = (change: RecordChange): number =>
  (isCase(change) ? 0 : 2) + (change.conflicts.length + change.missteps.length > 0 ? 0 : 1);

function recordPreview(store: Store, change: RecordChange, sealed: boolean): RecordPreview {
  const { id, status } = change;
  const record = store.get(id);
  const secret = sealed || (isCase(change) && record?.created !== undefined && isAccusation(record));
  const say = valueWords(store);
  const after: JsonObject = Object.fromEntries(change.fields.map((field) => [field.field, field.after]));
  const value = { ...record?.value, ...after };
  return {
    id,
    kind: kindName(id),
    title: titleOf({ id, value }, secret),
    isNew: change.isNew,
    ...(status?.before === undefined ? {} : { before: CASE_STATUS_NAMES[status.before] }),
    ...(status === undefined ? {} : { after: CASE_STATUS_NAMES[status.after] }),
    fields:
      change.isNew || secret
        ? []
        : change.fields.map(({ field, before, after: to }) => ({
            label: fieldName(id, field),
            before: say(before),
            after: say(to),
          })),
    entries: change.entries,
    conflicts: change.conflicts.map(({ field }) => fieldName(id, field)),
    steps: change.missteps.map(({ step, by }) => `${stepOf(step)?.title ?? step}（${by}）`),
    held: change.held,
  };
}
