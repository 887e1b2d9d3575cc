import type { Step } from '../step';
import { answeringSteps } from './answering';
import { endingSteps } from './ending';
import { handlingSteps } from './handling';
import { intakeSteps } from './intake';
import { noteSteps } from './notes';
import { reviewSteps } from './review';
import { routingSteps } from './routing';

/** Every step of a case, in the order in which the page offers them. */
export const STEPS = {
  ...routingSteps,
  ...intakeSteps,
  ...handlingSteps,
  ...answeringSteps,
  ...reviewSteps,
  ...endingSteps,
  ...noteSteps,
} as const satisfies { readonly [name: string]: Step };
export type StepName = keyof typeof STEPS;
export const STEP_NAMES = Object.keys(STEPS) as [StepName, ...StepName[]];
/** The same table for code that treats all steps alike. */
export const stepOf = (name: string): Step | undefined =>
  Object.hasOwn(STEPS, name) ? (STEPS as { readonly [name: string]: Step })[name] : undefined;
