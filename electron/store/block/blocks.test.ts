import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordId } from '#shared/kernel/ids';
import { blockOf, people, type PersonSpec, personRecord, writeSegment } from '../../query/testing';
import { type Disk, nodeDisk } from '../disk';
import { StoreError } from '../fault';
import type { SegmentBlock } from '../segment';
import { INT_ABSENT } from '../store';
import { createBlocks } from './blocks';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jrd-块 测试-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const SURNAMES = ['张', '单', '尉迟', '解', '𠮷'];
const specs: PersonSpec[] = Array.from({ length: 150 }, (_, i) => ({
  key: i,
  ...(i % 7 === 0 ? {} : { day: i * 37 - 2000 }),
  kind: i % 5 === 0 ? undefined : `类别${i % 4}`,
  name: `${SURNAMES[i % SURNAMES.length]}明${i % 3}`,
  text: [`反映第${i}号楼拆迁补偿问题`, i % 2 === 0 ? '请求依法处理' : ''],
  idNos: i % 3 === 0 ? [] : [`A${i % 10}`, `B${i}`],
  voided: i % 11 === 0,
}));

/** Everything a block can say, so that two of them can be compared. */
function saysAll(block: SegmentBlock): unknown {
  const rows = [...Array(block.rows).keys()];
  const wordsOf = (column: string) => {
    const words = block.words(column);
    return rows.map((row) => (words.codes[row] === 0 ? undefined : words.word(words.codes[row] ?? 0)));
  };
  const found = (needle: string) => {
    const { rows: some, test } = block.rowsWithText(needle);
    return [...some].filter(test);
  };
  return {
    records: rows.map((row) => block.read(row)),
    ids: rows.map((row) => block.id(row)),
    found: rows.map((row) => block.find(block.id(row))),
    days: [...block.ints('day')],
    kinds: wordsOf('kind'),
    names: wordsOf('name'),
    keys: ['A1', 'B7', 'C'].map((key) => block.rowsWithKey('idNos', key)),
    text: ['拆', '拆迁', '12号楼', '第149号楼拆迁补偿问题', '无此', '题请'].map(found),
    pinyin: ['sm', 'yuchi', 'xie', 'q'].map((needle) => [...block.rowsWithPinyin(needle).rows]),
    listed: (['without', 'with', 'only'] as const).map((v) => [...block.listed(v)]),
    counts: (['without', 'with', 'only'] as const).map((v) => block.listedCount(v)),
  };
}

describe('a block', () => {
  it('says of every record what the record says', () => {
    const block = blockOf(folder, 'a', specs);
    const withText = (needle: string) => specs.filter((s) => s.text.some((t) => t.includes(needle))).map((s) => s.key);
    expect(saysAll(block)).toEqual({
      records: specs.map((s) => ({ ...JSON.parse(JSON.stringify(personRecord(s))), log: [] })),
      ids: specs.map((s) => personRecord(s).id),
      found: specs.map((s) => s.key),
      days: specs.map((s) => s.day ?? INT_ABSENT),
      kinds: specs.map((s) => s.kind),
      names: specs.map((s) => s.name),
      keys: ['A1', 'B7', 'C'].map((key) => specs.filter((s) => s.idNos.includes(key)).map((s) => s.key)),
      text: ['拆', '拆迁', '12号楼', '第149号楼拆迁补偿问题', '无此', '题请'].map(withText),
      pinyin: [['单'], ['尉迟'], ['解'], []].map((heads) =>
        specs.filter((s) => heads.some((h) => s.name?.startsWith(h))).map((s) => s.key),
      ),
      listed: [specs.map((s) => (s.voided ? 0 : 1)), specs.map(() => 1), specs.map((s) => (s.voided ? 1 : 0))],
      counts: [136, 150, 14],
    });
    expect(block.find(recordId('people', '999'))).toBeUndefined();
    expect(block.find(recordId('people', '1000x'))).toBeUndefined();
    block.close();
  });

  it('is the same after any byte of a sidecar was changed or cut off', () => {
    const sound = blockOf(folder, 'a', specs);
    const expected = saysAll(sound);
    sound.close();
    const segment = join(folder, 's-a.ndjson');
    const damage = fc.record({
      file: fc.constantFrom('.idx', '.tix'),
      place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      flip: fc.integer({ min: 0, max: 255 }),
      known: fc.constantFrom(undefined, sound.facts),
    });
    const blocks = createBlocks(nodeDisk);
    fc.assert(
      fc.property(damage, ({ file, place, flip, known }) => {
        const path = segment + file;
        const bytes = readFileSync(path);
        const at = Math.floor(place * bytes.length);
        if (flip === 0) truncateSync(path, at);
        else {
          bytes[at] = (bytes[at] ?? 0) ^ flip;
          writeFileSync(path, bytes);
        }
        const opened = blocks.open(segment, people, known);
        if (opened === undefined) {
          blockOf(folder, 'a', specs).close();
          return;
        }
        expect(saysAll(opened)).toEqual(expected);
        opened.close();
      }),
      { numRuns: 150 },
    );
  });

  it('is not opened when made from another segment or by another definition', async () => {
    blockOf(folder, 'a', specs).close();
    const segment = join(folder, 's-a.ndjson');
    const blocks = createBlocks(nodeDisk);
    expect(blocks.open(segment, { ...people, version: 2 })).toBeUndefined();
    writeSegment(segment, specs.slice(1));
    expect(blocks.open(segment, people)).toBeUndefined();
    await blocks.write(segment, people);
    const block = blocks.open(segment, people);
    expect(block?.rows).toBe(specs.length - 1);
    block?.close();
  });

  it('does not make sidecars of a damaged segment, nor hand out a damaged line', async () => {
    const block = blockOf(folder, 'a', specs);
    const segment = join(folder, 's-a.ndjson');
    const bytes = readFileSync(segment);
    bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
    writeFileSync(segment, bytes);
    expect(() => block.read(specs.length - 1)).toThrow(StoreError);
    expect(block.read(0).id).toBe('people/1000');
    await expect(createBlocks(nodeDisk).write(segment, people)).rejects.toThrow(StoreError);
    block.close();
  });

  it('leaves no file open when it is stopped half way, so that Windows can remove the segment', async () => {
    const path = join(folder, 'half');
    writeSegment(
      path,
      Array.from({ length: 20_000 }, (_, key) => ({
        key,
        kind: undefined,
        name: '张明',
        text: ['反映拆迁补偿'],
        idNos: [],
        voided: false,
      })),
    );
    let open = 0;
    const counting: Disk = {
      ...nodeDisk,
      open: (name, mode) => {
        open += 1;
        return nodeDisk.open(name, mode);
      },
      close: (file) => {
        open -= 1;
        nodeDisk.close(file);
      },
    };
    await expect(createBlocks(counting).write(path, people, AbortSignal.abort())).rejects.toThrow();
    expect(open).toBe(0);
  });
});
