import { expect, type Locator, type Page } from '@playwright/test';
import { Grid } from './frame';

/** 督查督办 as the person who urges the units uses it. */
export class Supervision {
  readonly candidates: Grid;
  readonly ledger: Grid;
  readonly advices: Grid;

  constructor(readonly page: Page) {
    this.candidates = new Grid(page, '待督办事项');
    this.ledger = new Grid(page, '督办台账');
    this.advices = new Grid(page, '三项建议台账');
  }

  async open(): Promise<void> {
    await this.page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '督查督办' }).click();
    await expect(this.page.getByRole('heading', { name: '督查督办', level: 1 })).toBeVisible();
  }

  async tab(name: '待督办' | '督办台账' | '三项建议'): Promise<void> {
    await this.page.getByRole('radiogroup', { name: '督查督办' }).getByText(name).click();
  }

  unit(name: string): Locator {
    return this.page.getByRole('navigation', { name: '按单位' }).getByRole('button', { name });
  }

  dialog(name: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name });
  }

  /** Opens a letter in the ledger with the keyboard. */
  async openLetter(text: string): Promise<Locator> {
    await this.ledger.row(text).click();
    await this.page.keyboard.press('Enter');
    const actions = this.page.getByRole('toolbar', { name: '督办操作' });
    await expect(actions).toBeVisible();
    return actions;
  }

  async pickUnit(dialog: Locator, label: string, letters: string, name: string): Promise<void> {
    await dialog.getByLabel(label).click();
    await this.page.keyboard.type(letters);
    await this.page.locator('.ant-select-tree').getByTitle(name, { exact: true }).click();
  }
}
