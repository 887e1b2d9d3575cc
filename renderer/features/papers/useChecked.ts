import { type InputOf, type OutputOf, useQueryOf } from '../../client';
import { useSettled } from './useSettled';

const PAUSE_MS = 500;

/** What keeps the paper from going out and the number it would get, as it is filled in, a moment after each pause in typing. */
export const useChecked = (ask: InputOf<'papers.check'>): OutputOf<'papers.check'> | undefined =>
  useQueryOf('papers.check', useSettled(ask, PAUSE_MS), { reads: ['cases', 'units', 'papers'], keepPrevious: true })
    .data;
