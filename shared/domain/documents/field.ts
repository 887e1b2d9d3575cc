import { z } from 'zod';
import { LocalDate } from '../../calendar/local-date';
import { blankable } from '../../kernel/blankable';

/** One datum of a paper: its schema, the Chinese name by which a template asks for it, and what it means. */
export interface Field<S extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly help: string;
  readonly schema: S;
  /** What one entry of a list has. */
  readonly items?: Fields;
  /** A name that a template may also have in lines. */
  readonly inLines?: boolean;
}
export interface Fields {
  readonly [key: string]: Field;
}
type Shape<F extends Fields> = { [K in keyof F]: F[K]['schema'] };

const TOO_LONG = 20_000;
const MOST = 500;
const words = z.string().trim().min(1).max(TOO_LONG);

export const text = (name: string, help: string) => ({ name, help, schema: words });
/** The name of an organ, long as they are. */
export const organ = (name: string, help: string) => ({ ...text(name, help), inLines: true });
export const maybe = (name: string, help: string) => ({ name, help, schema: blankable(z.string().max(TOO_LONG)) });
export const day = (name: string, help: string) => ({ name, help, schema: LocalDate });
export const maybeDay = (name: string, help: string) => ({ name, help, schema: blankable(LocalDate) });
export const count = (name: string, help: string) => ({ name, help, schema: z.int().min(0) });
/** Absent where there is nothing to count. */
export const maybeCount = (name: string, help: string) => ({ name, help, schema: blankable(z.int().min(1)) });

/** Entries that a template repeats; absent means none. */
export const list = <F extends Fields>(name: string, help: string, items: F) => ({
  name,
  help,
  items,
  schema: z.array(objectOf(items)).max(MOST).optional(),
});

export const objectOf = <F extends Fields>(fields: F) =>
  z.object(Object.fromEntries(Object.entries(fields).map(([key, { schema }]) => [key, schema])) as Shape<F>);
