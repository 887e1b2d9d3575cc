/** The little of it that the bench uses; the package itself is installed beside the bench alone. */
declare module 'better-sqlite3' {
  interface Statement {
    run(...values: unknown[]): void;
    get(...values: unknown[]): unknown;
    all(...values: unknown[]): unknown[];
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
