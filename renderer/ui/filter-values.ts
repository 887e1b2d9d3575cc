/** A filter without what narrows nothing. */
export const withoutBlanks = <F extends object>(filter: F): F =>
  Object.fromEntries(
    Object.entries(filter).filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  ) as F;
