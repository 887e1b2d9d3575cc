import { keyOf, type RecordId } from '../../../shared/kernel/ids';
import type { Json, JsonObject } from '../../../shared/kernel/json';

/** Records by id, each a map of its fields, so that two people may change two fields of one. */
export interface Crdt {
  /** A document with these records, as it would lie on disk. */
  create(records: Iterable<readonly [id: string, value: JsonObject]>): Promise<Uint8Array>;
  open(base: Uint8Array): Promise<OpenCrdt>;
}
export interface OpenCrdt {
  set(edits: Iterable<Edit>): void;
  /** What was set since the document was opened, for others who have it. */
  update(): Uint8Array;
  take(update: Uint8Array): void;
  read(id: string, field: string): unknown;
}
export interface Edit {
  readonly id: string;
  readonly field: string;
  readonly value: string;
}

export const yjs: Crdt = {
  create: async (records) => {
    const Y = await import('yjs');
    const doc = new Y.Doc();
    const all = doc.getMap('records');
    for (const some of inParts(records)) {
      doc.transact(() => {
        for (const [id, value] of some) all.set(id, new Y.Map(Object.entries(value)));
      });
    }
    return Y.encodeStateAsUpdate(doc);
  },
  open: async (base) => {
    const Y = await import('yjs');
    const doc = new Y.Doc();
    Y.applyUpdate(doc, base);
    const seen = Y.encodeStateVector(doc);
    const all = doc.getMap<InstanceType<typeof Y.Map>>('records');
    return {
      set: (edits) =>
        doc.transact(() => {
          for (const { id, field, value } of edits) all.get(id)?.set(field, value);
        }),
      update: () => Y.encodeStateAsUpdate(doc, seen),
      take: (update) => Y.applyUpdate(doc, update),
      read: (id, field) => all.get(id)?.get(field),
    };
  },
};

const RECORDS_AT_ONCE = 1000;

function* inParts<T>(all: Iterable<T>): Generator<T[]> {
  let part: T[] = [];
  for (const one of all) {
    part.push(one);
    if (part.length < RECORDS_AT_ONCE) continue;
    yield part;
    part = [];
  }
  yield part;
}

type AutomergeDoc = { [id: string]: { [field: string]: unknown } };

/**
 * A document per case, as its guide wants it (all cases in one exhaust its memory), loaded when it is needed. Texts that are replaced as a
 * whole are immutable strings: as collaborative text each character would be an op.
 */
export const automerge: Crdt = {
  create: async (records) => {
    const A = await import('@automerge/automerge');
    const plain = (value: Json | undefined): unknown => {
      if (typeof value === 'string') return new A.ImmutableString(value);
      if (Array.isArray(value)) return value.map(plain);
      if (value === null || typeof value !== 'object') return value ?? null;
      return Object.fromEntries(Object.entries(value).map(([key, content]) => [key, plain(content)]));
    };
    const cases = new Map<string, { [id: string]: unknown }>();
    for (const [id, value] of records) {
      const key = caseOf(id);
      cases.set(key, { ...cases.get(key), [id]: plain(value) });
    }
    return packed(new Map([...cases].map(([key, content]) => [key, A.save(A.from(content))])));
  },
  open: async (base) => {
    const A = await import('@automerge/automerge');
    const stored = unpacked(base);
    const docs = new Map<string, AutomergeDoc>();
    const docOf = (key: string) => docs.get(key) ?? A.load<AutomergeDoc>(stored.get(key) ?? new Uint8Array());
    const heads = new Map<string, readonly string[]>();
    return {
      set: (edits) => {
        for (const { id, field, value } of edits) {
          const key = caseOf(id);
          const doc = docOf(key);
          if (!heads.has(key)) heads.set(key, A.getHeads(doc));
          const edited = A.change(doc, (draft) => {
            const record = draft[id];
            if (record !== undefined) record[field] = new A.ImmutableString(value);
          });
          docs.set(key, edited);
        }
      },
      update: () => packed(new Map([...docs].map(([key, doc]) => [key, A.saveSince(doc, heads.get(key) ?? [])]))),
      take: (update) => {
        for (const [key, bytes] of unpacked(update)) docs.set(key, A.loadIncremental(docOf(key), bytes));
      },
      read: (id, field) => String(docOf(caseOf(id))[id]?.[field]),
    };
  },
};

const caseOf = (id: string): string => keyOf(id as RecordId);

/** Named pieces behind a line that says which and how long. */
function packed(pieces: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const list = [...pieces].map(([name, bytes]) => [name, bytes.length]);
  return Buffer.concat([Buffer.from(`${JSON.stringify(list)}\n`), ...pieces.values()]);
}

function unpacked(bytes: Uint8Array): Map<string, Uint8Array> {
  let at = bytes.indexOf(0x0a) + 1;
  const list = JSON.parse(Buffer.from(bytes.subarray(0, at)).toString()) as [string, number][];
  return new Map(
    list.map(([name, length]) => {
      at += length;
      return [name, bytes.subarray(at - length, at)];
    }),
  );
}
