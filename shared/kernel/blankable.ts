import { z } from 'zod';

/** An emptied form field arrives as '' or null and means that nothing is said. */
export const blankable = <T extends z.ZodType>(schema: T) =>
  z
    .preprocess((v) => (v === '' || v === null ? undefined : v), schema.optional())
    .optional() as unknown as z.ZodOptional<z.ZodType<z.output<T> | undefined, z.input<T> | '' | null | undefined>>;
