/** 到期范围, counted from today. */
export const DUE_RANGES = { today: '今日到期', week: '本周到期', overdue: '已超期', soon: '临期' } as const;
export type DueRange = keyof typeof DUE_RANGES;
