/** What lists of cases and their limits are computed from. */
export const READS = ['cases', 'units', 'holidays', 'deadlinePolicy', 'slaPolicies'];
