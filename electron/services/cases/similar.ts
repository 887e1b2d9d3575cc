import { casesCollection } from '#shared/domain/cases/collection';
import { liveLinks, MERGED_FROM, RELATED } from '#shared/domain/cases/decide';
import { caseStateOf } from '#shared/domain/cases/machine';
import { readCase } from '#shared/domain/cases/schema';
import type { Folded } from '#shared/ledger/fold';
import { similarInTurns } from '../../query/similar';
import type { Store } from '../../store/store';
import { likenessText } from '../visit-similar';

const SHOWN = 6;

/** Cases that may be the same matter told again, and why; those already linked or merged are known and left out. */
export async function similarCases(
  store: Store,
  record: Folded,
  signal: AbortSignal,
): Promise<{ record: Folded; reasons: string[] }[]> {
  const fields = readCase(record);
  const known = new Set([
    ...liveLinks(record, RELATED),
    ...liveLinks(record, MERGED_FROM),
    caseStateOf(record).mergedInto,
  ]);
  const keys = fields.petitioners.flatMap(({ idNo, phone }) => [
    ...(idNo === undefined ? [] : [{ column: 'idNos', value: idNo }]),
    ...(phone === undefined ? [] : [{ column: 'phones', value: phone }]),
  ]);
  const draft = {
    keys,
    names: fields.petitioners.flatMap(({ name }) => name ?? []),
    content: [fields.title, fields.summary, fields.demand].filter(Boolean).join(''),
    except: record.id,
  };
  const found = await similarInTurns(store, casesCollection, draft, SHOWN + known.size, signal);
  return found
    .filter((one) => !known.has(one.record.id))
    .slice(0, SHOWN)
    .map((one) => ({ record: one.record, reasons: one.likeness.map(likenessText) }));
}
