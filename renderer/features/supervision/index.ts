/** What other areas may use of 督查督办. */
export { SupervisionOfCase } from './SupervisionOfCase';
export { aimAdvice, aimLedger } from './state';
export { SUPERVISION_READS } from './reads';
