import { useEffect, useRef } from 'react';
import { useFormContext, useFormState } from 'react-hook-form';
import type { VisitWords } from '../dictionary';
import { CommonFields } from './CommonFields';
import { MoreSections } from './MoreSections';
import type { VisitDraft } from './model';

interface Props {
  readonly words: VisitWords;
  readonly fresh: VisitDraft;
  readonly autoFocus?: boolean;
}

/** All sections of the form of a visit; after a refused save the first wrong field has the focus, wherever it was folded. */
export function VisitFormBody({ words, fresh, autoFocus }: Props) {
  const body = useRef<HTMLDivElement>(null);
  const { control } = useFormContext<VisitDraft>();
  const { submitCount, isSubmitting } = useFormState({ control });
  useEffect(() => {
    if (submitCount === 0 || isSubmitting) return;
    requestAnimationFrame(() => body.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
  }, [submitCount, isSubmitting]);
  return (
    <div ref={body} className="visit-form-body">
      <CommonFields words={words} {...(autoFocus === undefined ? {} : { autoFocus })} />
      <MoreSections words={words} fresh={fresh} />
    </div>
  );
}
