/** Collections from which everything here is read. */
export const SUPERVISION_READS: readonly string[] = [
  'supervisions',
  'advices',
  'cases',
  'supervisionPolicy',
  'units',
  'routingPolicy',
  'deadlinePolicy',
  'slaPolicies',
  'holidays',
];
