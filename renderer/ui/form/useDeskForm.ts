import { zodResolver } from '@hookform/resolvers/zod';
import { type DefaultValues, type FieldValues, useForm, type UseFormReturn } from 'react-hook-form';
import type { z } from 'zod';

export type DeskForm<I extends FieldValues, O extends FieldValues = I> = UseFormReturn<I, unknown, O>;

/** A form that checks itself with the very schema the desk will check with. */
export function useDeskForm<I extends FieldValues, O extends FieldValues>({
  schema,
  defaultValues,
}: {
  readonly schema: z.ZodType<O, I>;
  readonly defaultValues: DefaultValues<I>;
}): DeskForm<I, O> {
  return useForm<I, unknown, O>({
    resolver: zodResolver(schema),
    defaultValues,
    mode: 'onTouched',
    shouldFocusError: true,
  });
}
