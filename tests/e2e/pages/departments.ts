import { expect, type Locator, type Page } from '@playwright/test';

/** 系统设置 · 机构目录. */
export class UnitsPage {
  constructor(private readonly page: Page) {}

  async open(): Promise<this> {
    await this.page.getByRole('link', { name: '系统设置' }).click();
    await this.page.getByRole('link', { name: '机构目录' }).click();
    await expect(this.page.getByRole('heading', { name: '机构目录', level: 1 })).toBeVisible();
    return this;
  }

  /** Finds a unit by what is typed and opens the first that matches. */
  async find(typed: string, name: string): Promise<void> {
    const search = this.page.getByRole('searchbox', { name: '查找单位' });
    await search.fill(typed);
    await search.press('Enter');
    await expect(this.heading(name)).toBeVisible();
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { name, level: 2 });
  }

  inTree(name: string): Locator {
    return this.page.getByRole('tree', { name: '单位' }).getByTitle(name, { exact: true });
  }

  fact(label: string): Locator {
    return this.page
      .locator('dl > div')
      .filter({ has: this.page.locator('dt', { hasText: label }) })
      .locator('dd');
  }

  /** Opens the dialog of an action on the unit in sight. */
  async act(action: string): Promise<Locator> {
    await this.page
      .getByRole('toolbar', { name: '单位操作' })
      .getByRole('button', { name: action, exact: true })
      .click();
    const dialog = this.page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    return dialog;
  }

  /** Chooses a unit in a field of a dialog by typing its pinyin initials. */
  async choose(dialog: Locator, label: string, typed: string, name: string): Promise<void> {
    await dialog.getByLabel(label).click();
    await this.page.keyboard.type(typed);
    await this.page.locator('.ant-select-tree').getByTitle(name, { exact: true }).click();
  }

  async history(): Promise<Locator> {
    return this.act('变更记录');
  }

  async closeDrawer(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.page.getByRole('dialog')).toBeHidden();
  }
}

/** Saves a dialog and waits until it is gone. */
export async function confirm(dialog: Locator, button: string): Promise<void> {
  await dialog.getByRole('button', { name: button, exact: true }).click();
  await expect(dialog).toBeHidden();
}
