/** What the bench uses of its peers; they are installed by the bench alone and have no types here. */
declare module 'better-sqlite3' {
  interface Statement {
    run(...values: unknown[]): { readonly lastInsertRowid: number };
    get(...values: unknown[]): unknown;
    all(...values: unknown[]): unknown[];
    iterate(...values: unknown[]): Iterable<unknown>;
    raw(): Statement;
  }
  export default class Database {
    constructor(file: string, options?: { readonly?: boolean });
    pragma(source: string): unknown;
    exec(source: string): void;
    prepare(source: string): Statement;
    transaction<A extends unknown[]>(run: (...args: A) => void): (...args: A) => void;
    close(): void;
  }
}

/** The same library under another name, so that the peer is loaded as itself and ours with our bundle. */
declare module 'lowdb-peer/node' {
  export { JSONFilePreset } from 'lowdb/node';
}
declare module 'exceljs-peer' {
  export { default } from 'exceljs';
}
declare module 'pinyin-peer' {
  export { pinyin } from 'pinyin-pro';
}

declare module 'classic-level' {
  export class ClassicLevel {
    constructor(folder: string, options: { readonly valueEncoding: 'json' });
    open(): Promise<void>;
    get(key: string): Promise<unknown>;
    put(key: string, value: unknown, options?: { readonly sync: boolean }): Promise<void>;
    batch(
      ops: readonly { readonly type: 'put'; readonly key: string; readonly value: unknown }[],
      options?: { readonly sync: boolean },
    ): Promise<void>;
    values(range: {
      readonly reverse?: boolean;
      readonly limit?: number;
      readonly gt?: string;
      readonly lt?: string;
    }): {
      all(): Promise<unknown[]>;
    };
    close(): Promise<void>;
  }
}

declare module 'yjs' {
  export class Map<T = unknown> {
    constructor(entries?: Iterable<readonly [string, unknown]>);
    get(key: string): T | undefined;
    set(key: string, value: unknown): void;
    toJSON(): Record<string, unknown>;
    readonly size: number;
  }
  export class Doc {
    getMap<T = unknown>(name: string): Map<T>;
    transact(run: () => void): void;
    destroy(): void;
  }
  export function encodeStateAsUpdate(doc: Doc, vector?: Uint8Array): Uint8Array;
  export function encodeStateVector(doc: Doc): Uint8Array;
  export function applyUpdate(doc: Doc, update: Uint8Array): void;
}

declare module '@automerge/automerge' {
  export class ImmutableString {
    constructor(text: string);
    toString(): string;
  }
  export function from<T>(value: T): T;
  export function load<T>(bytes: Uint8Array): T;
  export function save<T>(doc: T): Uint8Array;
  export function change<T>(doc: T, run: (draft: T) => void): T;
  export function getHeads(doc: unknown): readonly string[];
  export function saveSince(doc: unknown, heads: readonly string[]): Uint8Array;
  export function loadIncremental<T>(doc: T, bytes: Uint8Array): T;
}
