import type { StepName } from '#shared/domain/cases/steps/index';
import { endingForms } from './ending';
import type { StepForm } from './form';
import { handlingForms } from './handling';
import { intakeForms } from './intake';
import { noteForms } from './notes';
import { reviewForms } from './review';
import { routingForms } from './routing';

/** Done by other commands, with dialogs of their own. */
type Indirect = 'register' | 'merge' | 'unmerge';
export type DirectStep = Exclude<StepName, Indirect>;

/** The form of every step. */
export const STEP_FORMS: { readonly [S in DirectStep]: StepForm } = {
  ...intakeForms,
  ...routingForms,
  ...handlingForms,
  ...reviewForms,
  ...endingForms,
  ...noteForms,
};
