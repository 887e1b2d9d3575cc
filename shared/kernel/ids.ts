import { z } from 'zod';

/** A string that only its own constructor makes: a unit id cannot be passed where a person id is wanted. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };

/** `collection/key`, unique in the whole centre, e.g. `visits/2026-A01-000123`. */
export type RecordId = Brand<string, 'RecordId'>;
export const RecordId = z
  .string()
  .regex(/^[a-zA-Z]+\/[^\s/]+$/, '记录编号格式不对')
  .transform((s) => s as RecordId);

/** One installation of the desk: never shared, never reused, minted at first start. */
export type DeviceId = Brand<string, 'DeviceId'>;
/** `device:seq`, unique within its space. */
export type OpId = Brand<string, 'OpId'>;
/** Replication unit: `org`, `case/<key>`, `roster/<key>`, `office/<unit>`. */
export type SpaceId = Brand<string, 'SpaceId'>;
export type TxnId = Brand<string, 'TxnId'>;
/** A file the person picked; the path behind it never leaves the shell. */
export type FileHandle = Brand<string, 'FileHandle'>;
export const FileHandle = z.string().transform((s) => s as FileHandle);
/** A long piece of work that reports progress and can be cancelled. */
export type JobId = Brand<string, 'JobId'>;
export const JobId = z.string().transform((s) => s as JobId);

/** The one place that makes a record id. */
export const recordId = (collection: string, key: string): RecordId => `${collection}/${key}` as RecordId;
export const collectionOf = (id: RecordId): string => id.slice(0, id.indexOf('/'));
export const keyOf = (id: RecordId): string => id.slice(id.indexOf('/') + 1);
