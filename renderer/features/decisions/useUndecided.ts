import { useQueryOf } from '../../client';

/** How many decisions wait. Anything that is written may settle one or raise one. */
export const useUndecided = (): number => useQueryOf('merge.list', { limit: 1 }).data?.total ?? 0;
