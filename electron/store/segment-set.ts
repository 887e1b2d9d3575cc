import type { RecordId } from '#shared/kernel/ids';
import { collectionOf } from '#shared/kernel/ids';
import { partitionOf } from '#shared/ledger/collection';
import type { Bits } from './bits';
import type { SegmentFile } from './manifest';
import type { SegmentBlock, StoredRecord } from './segment';
import type { ColumnBlock } from './store';

/** An immutable segment in use. Its block also knows which rows are replaced by records in memory. */
export class Segment {
  constructor(
    private current: SegmentFile,
    readonly block: SegmentBlock,
    private replaced: Bits,
  ) {}

  get file(): SegmentFile {
    return this.current;
  }

  /** Rows that later segments replace, as on disk. */
  get dead(): Bits {
    return this.replaced;
  }

  /** More of its rows are replaced, on disk already. */
  mark(file: SegmentFile, dead: Bits): void {
    this.current = file;
    this.replaced = dead;
  }

  get liveRows(): number {
    return this.file.rows - this.dead.count;
  }
}

export interface Found {
  readonly segment: Segment;
  readonly row: number;
}

/** All segments in use, by collection and year. */
export class SegmentSet {
  private readonly groups = new Map<string, Segment[]>();
  private readonly views = new Map<string, readonly ColumnBlock[]>();

  add(segment: Segment): void {
    const key = groupKey(segment.file.collection, segment.file.partition);
    const group = [...(this.groups.get(key) ?? []), segment].sort((a, b) => b.file.n - a.file.n);
    this.groups.set(key, group);
    this.views.delete(segment.file.collection);
  }

  remove(segment: Segment): void {
    const key = groupKey(segment.file.collection, segment.file.partition);
    this.groups.set(
      key,
      this.of(segment.file.collection, segment.file.partition).filter((s) => s !== segment),
    );
    this.views.delete(segment.file.collection);
  }

  of(collection: string, partition: string): readonly Segment[] {
    return this.groups.get(groupKey(collection, partition)) ?? [];
  }

  all(): readonly Segment[] {
    return [...this.groups.values()].flat();
  }

  /** Where the current version of a record is, as far as segments know. */
  find(id: RecordId): Found | undefined {
    for (const segment of this.of(collectionOf(id), partitionOf(id))) {
      const row = segment.block.find(id);
      if (row !== undefined && !segment.dead.has(row)) return { segment, row };
    }
    return undefined;
  }

  read({ segment, row }: Found): StoredRecord {
    return segment.block.read(row);
  }

  /** Newest first. */
  blocks(collection: string): readonly ColumnBlock[] {
    const known = this.views.get(collection);
    if (known !== undefined) return known;
    const segments = this.all()
      .filter((s) => s.file.collection === collection)
      .sort((a, b) =>
        a.file.partition === b.file.partition ? b.file.n - a.file.n : a.file.partition < b.file.partition ? 1 : -1,
      );
    const views = segments.map((s) => s.block);
    this.views.set(collection, views);
    return views;
  }

  close(): void {
    for (const segment of this.all()) segment.block.close();
    this.groups.clear();
    this.views.clear();
  }
}

const groupKey = (collection: string, partition: string): string => `${collection}/${partition}`;
