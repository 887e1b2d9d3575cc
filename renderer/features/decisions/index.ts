/** What other areas may use of decisions. */
export { useUndecided } from './useUndecided';
