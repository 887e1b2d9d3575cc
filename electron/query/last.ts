import { type RecordId, recordId } from '#shared/kernel/ids';
import type { ColumnBlock, Store } from '../store/store';

/**
 * The last of the records that are counted together (`2026-A01`: key `2026-A01-000123`), withdrawn ones included. Only the year they lie
 * in is looked into.
 */
export function lastOfRun(
  store: Pick<Store, 'blocks' | 'overlay'>,
  collection: string,
  run: string,
): RecordId | undefined {
  const first = recordId(collection, `${run}-`);
  const beyond = recordId(collection, `${run}.`);
  let last: RecordId | undefined;
  const consider = (id: RecordId | undefined) => {
    if (id?.startsWith(first) === true && (last === undefined || id > last)) last = id;
  };
  for (const { id } of store.overlay(collection)) consider(id);
  for (const block of store.blocks(collection)) {
    if (block.firstId < beyond && block.lastId >= first) consider(lastBefore(block, beyond));
  }
  return last;
}

function lastBefore(block: ColumnBlock, id: RecordId): RecordId | undefined {
  let [low, high] = [0, block.rows];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (block.id(middle) < id) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? undefined : block.id(low - 1);
}
