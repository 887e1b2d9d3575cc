const MINUTE = 60_000;

/** Counts mishaps: true once there were more than `limit` within a minute, when trying again has no sense. */
export function tooOften(limit: number, now: () => number = Date.now): () => boolean {
  let times: number[] = [];
  return () => {
    times = [...times.filter((at) => now() - at < MINUTE), now()];
    return times.length > limit;
  };
}
