import type { StoredRecord } from '../segment';

/** A few pages of lists; a clerk who pages back, or whose list is read anew after a change, waits for no disk and no parser. */
const KEPT = 600;
/** Rows a segment can never have. */
const ROWS = 2 ** 32;

/** The records read last from all blocks together, for they never change. */
export class RecentRecords {
  private readonly records = new Map<number, StoredRecord>();
  private blocks = 0;

  /** A number for a block of its own. */
  number(): number {
    return this.blocks++;
  }

  get(block: number, row: number, read: () => StoredRecord): StoredRecord {
    const key = block * ROWS + row;
    const known = this.records.get(key);
    const record = known ?? read();
    if (known !== undefined) this.records.delete(key);
    else if (this.records.size >= KEPT) this.records.delete(this.records.keys().next().value ?? key);
    this.records.set(key, record);
    return record;
  }
}
