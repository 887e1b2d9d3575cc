import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpId, recordId, type SpaceId } from '#shared/kernel/ids';
import type { CollectionDef } from '#shared/ledger/collection';
import type { Folded } from '#shared/ledger/fold';
import { HLC_ZERO } from '#shared/ledger/hlc';
import { buildSidecars } from '../store/block/build';
import { createBlocks } from '../store/block/blocks';
import { nodeDisk } from '../store/disk';
import { encodeLine } from '../store/line';
import type { SegmentBlock } from '../store/segment';
import type { Store } from '../store/store';

/** A small collection with a column of every type. */
export const people: CollectionDef = {
  name: 'people',
  columns: {
    day: { type: 'int', of: (v) => (typeof v['day'] === 'number' ? v['day'] : undefined) },
    kind: { type: 'dict', of: (v) => (typeof v['kind'] === 'string' ? v['kind'] : undefined) },
    name: { type: 'text', of: (v) => (typeof v['name'] === 'string' ? v['name'] : undefined) },
    idNos: { type: 'keys', of: (v) => v['idNos'] as readonly string[] },
  },
  text: (v) => v['text'] as readonly string[],
  names: (v) => (typeof v['name'] === 'string' ? [v['name']] : []),
};

export interface PersonSpec {
  readonly key: number;
  readonly day?: number | undefined;
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
  readonly text: readonly string[];
  readonly idNos: readonly string[];
  readonly voided: boolean;
}

export function personRecord({ key, voided, ...value }: PersonSpec): Folded {
  const op = `test:${key}` as OpId;
  const stamp = { op, hlc: HLC_ZERO };
  return {
    id: recordId('people', String(1000 + key)),
    space: 'org' as SpaceId,
    created: stamp,
    value,
    ...(voided ? { voids: [{ ...stamp, by: 'x', unit: 'y', value: {} }] } : {}),
  };
}

/** The last generation lies in memory, those before it in blocks; a later copy of a record replaces earlier ones. */
export function storeOf(generations: readonly (readonly PersonSpec[])[]): {
  readonly store: Pick<Store, 'blocks' | 'overlay' | 'get' | 'onCommit'>;
  readonly all: readonly PersonSpec[];
  readonly drop: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'jrd-blocks-'));
  const last = new Map<number, { spec: PersonSpec; block?: SegmentBlock }>();
  const blocks: SegmentBlock[] = [];
  for (const [i, generation] of generations.entries()) {
    const specs = [...new Map(generation.map((spec) => [spec.key, spec])).values()].sort((a, b) => a.key - b.key);
    const block = i + 1 === generations.length || specs.length === 0 ? undefined : blockOf(folder, String(i), specs);
    if (block !== undefined) blocks.push(block);
    for (const spec of specs) {
      const older = last.get(spec.key)?.block;
      older?.supersede(older.find(idOf(spec)) ?? -1);
      last.set(spec.key, block === undefined ? { spec } : { spec, block });
    }
  }
  return {
    store: {
      blocks: () => blocks,
      get: () => undefined,
      onCommit: () => () => undefined,
      overlay: () => [...last.values()].filter((k) => k.block === undefined).map((k) => personRecord(k.spec)),
    },
    all: [...last.values()].map((k) => k.spec),
    drop: () => {
      for (const block of blocks) block.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A segment of these records, in the order given, opened through its sidecars. */
export function blockOf(folder: string, name: string, specs: readonly PersonSpec[]): SegmentBlock {
  const path = join(folder, `s-${name}.ndjson`);
  writeSegment(path, specs);
  const work = buildSidecars(nodeDisk, path, people);
  let step = work.next();
  while (step.done !== true) step = work.next();
  for (const file of step.value) nodeDisk.close(file);
  const block = createBlocks(nodeDisk).open(path, people);
  if (block === undefined) throw new Error('the sidecars just written are not good');
  return block;
}

export const writeSegment = (path: string, specs: readonly PersonSpec[]): void =>
  writeFileSync(
    path,
    Buffer.concat(specs.map((spec) => encodeLine(JSON.stringify({ ...personRecord(spec), log: [] })))),
  );

const idOf = (spec: PersonSpec) => recordId('people', String(1000 + spec.key));
