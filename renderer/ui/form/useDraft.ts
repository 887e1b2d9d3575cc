import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { FieldValues } from 'react-hook-form';
import { call, queryKeyOf, useQueryOf } from '../../client';
import type { DeskForm } from './useDeskForm';

const PAUSE_MS = 600;

export interface Draft {
  /** What was left behind last time, until it is taken up or thrown away. */
  readonly offer: { readonly savedAt: number; readonly value: unknown } | undefined;
  readonly savedAt: number | undefined;
  readonly restore: () => void;
  readonly discard: () => Promise<void>;
}

/**
 * Keeps what is being typed on disk, outside the ledger, a moment after each pause and when the page is left.
 * `formKey` names the form, and the record for an edit: `visits.edit:2026-A01-000001`.
 */
export function useDraft<I extends FieldValues, O extends FieldValues>(formKey: string, form: DeskForm<I, O>): Draft {
  const found = useQueryOf('drafts.get', { form: formKey }, { reads: [] });
  const [settled, setSettled] = useState(false);
  const [savedAt, setSavedAt] = useState<number>();
  const pending = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { getValues, reset, watch } = form;
  const client = useQueryClient();
  const offer = settled ? undefined : (found.data?.draft ?? undefined);

  /** What this form will be offered when it is opened again; known before the disk has it. */
  const expect = useCallback(
    (draft: { savedAt: number; value: unknown } | null) =>
      client.setQueryData(queryKeyOf('drafts.get', { form: formKey }), { draft }),
    [client, formKey],
  );

  const save = useCallback(async () => {
    clearTimeout(pending.current);
    pending.current = undefined;
    const value = structuredClone(getValues());
    expect({ savedAt: Date.now(), value });
    const answer = await call('drafts.save', { form: formKey, value });
    if (answer.ok) setSavedAt(answer.value.savedAt);
  }, [formKey, getValues, expect]);

  useEffect(() => {
    const subscription = watch((_values, { name }) => {
      if (name === undefined) return;
      setSettled(true);
      clearTimeout(pending.current);
      pending.current = setTimeout(() => void save(), PAUSE_MS);
    });
    return () => {
      subscription.unsubscribe();
      if (pending.current !== undefined) void save();
    };
  }, [watch, save]);

  const restore = useCallback(() => {
    setSettled(true);
    if (offer !== undefined) reset(offer.value as I, { keepDefaultValues: true });
  }, [offer, reset]);

  const discard = useCallback(async () => {
    clearTimeout(pending.current);
    pending.current = undefined;
    setSettled(true);
    setSavedAt(undefined);
    expect(null);
    await call('drafts.discard', { form: formKey });
  }, [formKey, expect]);

  return { offer, savedAt, restore, discard };
}
