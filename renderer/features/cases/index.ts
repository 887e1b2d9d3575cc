/** What other areas may use of cases. */
export { CaseField, useFoundCases } from './CaseField';
export { DueCell } from './list/DueCell';
export { READS as CASE_READS } from './list/reads';
export { aimCaseList } from './list/aim';
export { CaseOfVisit } from './page/CaseOfVisit';
export { casePath } from './brief';
