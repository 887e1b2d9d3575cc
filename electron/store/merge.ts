import { exchange, finishSegment, type Workshop } from './compaction';
import type { DataFolder } from './data-folder';
import type { FileId } from './disk';
import { isSoundLine } from './line';
import type { SegmentFile } from './manifest';
import { damagedSegment } from './refold';
import type { Segment } from './segment-set';
import { SegmentWriter } from './segment-writer';

/**
 * Joins segments of similar size of one collection and year, so that their number grows with the logarithm of the
 * records. Answers whether there was anything to join.
 */
export async function mergeSegments(shop: Workshop, signal: AbortSignal): Promise<boolean> {
  const old = mergeable(shop.memory.segments.all());
  if (old === undefined) return false;
  const segment = await joinSegments(shop, old, signal);
  exchange(shop, { made: segment === undefined ? [] : [segment], marks: new Map(), removed: old }, {});
  shop.memory.rebase(old);
  return true;
}

const TIER = 4;
const SMALLEST = 256;

/** Four segments of one size class, or one that is mostly dead rows. */
function mergeable(segments: readonly Segment[]): readonly Segment[] | undefined {
  const classes = new Map<string, Segment[]>();
  for (const segment of segments) {
    if (segment.dead.count > segment.liveRows) return [segment];
    const size = Math.max(0, Math.ceil(Math.log(segment.liveRows / SMALLEST) / Math.log(TIER)));
    const key = `${segment.file.collection}/${segment.file.partition}/${size}`;
    const all = classes.get(key) ?? [];
    all.push(segment);
    classes.set(key, all);
  }
  return [...classes.values()].find((all) => all.length >= TIER);
}

/** The living rows of several segments as one, in order of their ids; undefined when none lives. */
async function joinSegments(
  shop: Workshop,
  old: readonly Segment[],
  signal: AbortSignal,
): Promise<Segment | undefined> {
  const first = old[0];
  if (first === undefined) return undefined;
  const cursors = old.map((segment) => cursorOf(shop.folder, segment));
  const writer = new SegmentWriter(shop.folder, first.file.collection, first.file.partition, signal);
  let rows = 0;
  try {
    for (let next = smallest(cursors); next !== undefined; next = smallest(cursors)) {
      await writer.addLine(next.line());
      next.advance();
      rows++;
    }
  } catch (error) {
    writer.abandon();
    throw error;
  } finally {
    for (const cursor of cursors) cursor.close();
  }
  if (rows === 0) {
    writer.abandon();
    return undefined;
  }
  return finishSegment(shop, writer, signal);
}

interface Cursor {
  id(): string | undefined;
  line(): Buffer;
  advance(): void;
  close(): void;
}

function smallest(cursors: readonly Cursor[]): Cursor | undefined {
  let best: Cursor | undefined;
  let bestId: string | undefined;
  for (const cursor of cursors) {
    const id = cursor.id();
    if (id !== undefined && (bestId === undefined || id < bestId)) {
      best = cursor;
      bestId = id;
    }
  }
  return best;
}

/** Reads the living lines of a segment in order; rows that only memory replaces are living on disk. */
function cursorOf(folder: DataFolder, segment: Segment): Cursor {
  const lines = new LineReader(folder, segment.file);
  const damaged = () => damagedSegment(folder.disk, folder.at(segment.file.name));
  let row = -1;
  let line: Buffer | undefined;
  const advance = () => {
    do {
      row++;
      line = lines.next();
    } while (line !== undefined && segment.dead.has(row));
    if (line === undefined && row < segment.file.rows) throw damaged();
  };
  advance();
  return {
    id: () => (line === undefined ? undefined : segment.block.id(row)),
    line: () => {
      if (line === undefined || !isSoundLine(line)) throw damaged();
      return line;
    },
    advance,
    close: () => lines.close(),
  };
}

const CHUNK = 1024 * 1024;
const NEWLINE = 0x0a;

/** The lines of a segment one after another, a chunk in memory at a time. */
class LineReader {
  private readonly file: FileId;
  private chunk = Buffer.alloc(0);
  private at = 0;
  private position = 0;
  constructor(
    private readonly folder: DataFolder,
    segment: SegmentFile,
  ) {
    this.file = folder.disk.open(folder.at(segment.name), 'read');
  }

  next(): Buffer | undefined {
    let newline = this.chunk.indexOf(NEWLINE, this.at);
    while (newline === -1) {
      const more = this.folder.disk.read(this.file, this.position, CHUNK);
      if (more.length === 0) return undefined;
      this.position += more.length;
      this.chunk = Buffer.concat([this.chunk.subarray(this.at), more]);
      this.at = 0;
      newline = this.chunk.indexOf(NEWLINE);
    }
    const line = this.chunk.subarray(this.at, newline + 1);
    this.at = newline + 1;
    return line;
  }

  close(): void {
    this.folder.disk.close(this.file);
  }
}
