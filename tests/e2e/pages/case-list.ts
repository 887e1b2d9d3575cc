import { expect, type Locator, type Page } from '@playwright/test';
import { addDays, type LocalDate } from '#shared/calendar/local-date';
import type { InputOf } from '#shared/contract/index';
import { keyOf, recordId, type RecordId } from '#shared/kernel/ids';
import type { Desk } from '../fixture';
import { Grid } from './frame';

type Visit = InputOf<'visits.register'>['visit'];
type Step = InputOf<'cases.step'>['step'];

/** The desk's today, some days earlier. */
export async function daysAgo(desk: Desk, days: number): Promise<LocalDate> {
  const { today } = await desk.call('app.status', {});
  return addDays(today as LocalDate, -days);
}

/** A case as the counter opens it, by registering a visit. */
export async function openCase(desk: Desk, more: Visit = {}): Promise<RecordId> {
  const { id } = await desk.call('visits.register', {
    visit: {
      petitionDate: await daysAgo(desk, 1),
      name: '李桂兰',
      address: '红梅街道 1 号',
      headcount: 1,
      channel: 'visit',
      purpose: 'purposes/02',
      categoryCode: 'categories/0301',
      summary: '反映征收补偿款未到位。',
      demand: '请求尽快支付补偿款。',
      problemRegion: 'regions/320402',
      receivedBy: '王敏',
      ...more,
    },
  });
  return recordId('cases', keyOf(id));
}

/** Steps of a case, each taken today unless it says otherwise. */
export async function take(desk: Desk, id: RecordId, ...steps: readonly [Step, Record<string, unknown>?][]) {
  const on = await daysAgo(desk, 0);
  for (const [step, input] of steps) await desk.call('cases.step', { id, step, input: { on, ...input } });
}

/** Classified as an ordinary claim and passed on to a unit. */
export const passOn = (desk: Desk, id: RecordId, unit = 'units/CZ-GAJ') =>
  take(
    desk,
    id,
    ['triage', { triageClass: 'claim', legalPath: 'petition' }],
    ['transfer', { unit, routingReason: '按来访人陈述' }],
  );

/** 信访事项一览. */
export class CaseList extends Grid {
  readonly views: Locator;

  constructor(page: Page) {
    super(page, '信访事项一览');
    this.views = page.getByRole('group', { name: '常用视图' });
  }

  async open(): Promise<void> {
    await this.page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '信访事项' }).click();
    await expect(this.grid).toBeVisible();
  }

  view(name: string): Locator {
    return this.views.getByRole('button', { name, exact: true });
  }

  search(text: string): Promise<void> {
    return this.page.getByLabel('查找').fill(text);
  }

  async expectRows(count: number): Promise<void> {
    await expect(this.grid).toHaveAttribute('aria-rowcount', String(count + 1));
  }

  async manage(item: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name: '视图管理' }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  async heads(): Promise<string[]> {
    const names = await this.grid.getByRole('columnheader').allInnerTexts();
    return names.map((name) => name.trim()).filter((name) => name !== '');
  }
}
