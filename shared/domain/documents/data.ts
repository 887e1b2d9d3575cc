import type { z } from 'zod';
import { FORMS } from './data-forms';
import { NOTICES } from './data-notices';
import { RECORDS } from './data-records';
import { type Fields, objectOf } from './field';
import type { DocumentType } from './kinds';

/** For each kind of paper: its data, and the Chinese names a template may use for them. One table for both. */
const FIELDS = { ...NOTICES, ...FORMS, ...RECORDS } satisfies { readonly [K in DocumentType]: Fields };
type FieldsOf<K extends DocumentType> = (typeof FIELDS)[K];

type Schema<F extends Fields> = ReturnType<typeof objectOf<F>>;

/** What a paper of this kind is filled with. */
export type PaperData<K extends DocumentType = DocumentType> = z.output<Schema<FieldsOf<K>>>;
/** The same as a caller may write it. */
export type PaperInput<K extends DocumentType = DocumentType> = z.input<Schema<FieldsOf<K>>>;

export const paperFields = (kind: DocumentType): Fields => FIELDS[kind];

/** The schema of a kind's data; a field that is not its own is dropped. */
export const paperSchema = <K extends DocumentType>(kind: K): Schema<FieldsOf<K>> =>
  objectOf(FIELDS[kind] as FieldsOf<K>);
