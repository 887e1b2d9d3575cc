import type { ComponentType } from 'react';
import type { OutputOf } from '../../../../client';

export type CaseDetail = OutputOf<'cases.get'>;
export type Recommended = OutputOf<'cases.recommend'>['units'];
export type Organs = OutputOf<'cases.reviewOrgans'>['organs'];

/** What the fields of a step may look at. */
export interface StepView {
  readonly detail: CaseDetail;
  readonly recommended: Recommended;
  readonly organs: Organs;
}

/** What is asked for a step besides its day and 备注; the fields are named as those of its input. */
export interface StepForm {
  readonly Fields?: ComponentType<StepView>;
  /** What is filled in already when the form opens. */
  readonly initial?: (view: StepView) => Readonly<Record<string, unknown>>;
  /** What the form must know before it opens. */
  readonly asks?: 'recommend' | 'reviewOrgans';
  readonly width?: number;
}
