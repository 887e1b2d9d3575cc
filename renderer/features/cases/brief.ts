/** `还有 12 天`, `今日到期`, `已超 3 天`. */
export function daysText(daysLeft: number | undefined): string {
  if (daysLeft === undefined) return '';
  if (daysLeft === 0) return '今日到期';
  return daysLeft > 0 ? `还有 ${daysLeft} 天` : `已超 ${-daysLeft} 天`;
}

/** The page of a case. */
export const casePath = (id: string): string => `/cases/${id.slice(id.indexOf('/') + 1)}`;
