import { expect, type Locator, type Page } from '@playwright/test';

/** 接访排班 as a clerk uses it: rules from schemes, a roster on its month sheet. */
export class Rosters {
  constructor(readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: '接访排班', exact: true }).click();
    await expect(this.page.getByRole('heading', { name: '接访排班', exact: true })).toBeVisible();
  }

  /** 新建排班 from a scheme, up to the editor with its trial roster. */
  async startFrom(scheme: string, start: string): Promise<void> {
    await this.page.getByRole('button', { name: '新建排班' }).first().click();
    await this.page.getByRole('radio', { name: scheme }).check();
    await this.page.getByRole('textbox', { name: '从哪天开始排' }).fill(start);
    await this.page.getByRole('button', { name: '下一步' }).click();
    await expect(this.page.getByRole('form', { name: '排班规则' })).toBeVisible();
  }

  get trial(): Locator {
    return this.page.getByRole('complementary', { name: '试排' });
  }

  dialog(name: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name });
  }

  /** Saves the rule and draws up a period. */
  async saveAndGenerate(from: string, to: string): Promise<void> {
    await this.page.getByRole('textbox', { name: '排班名称' }).press('Control+s');
    const dialog = this.dialog('生成排班表');
    await dialog.getByRole('textbox', { name: '开始日期' }).fill(from);
    await dialog.getByRole('textbox', { name: '结束日期' }).fill(to);
    await dialog.getByRole('button', { name: /^生成/ }).click();
    await expect(this.page.getByRole('button', { name: '导出' })).toBeVisible();
  }

  async openRoster(title: string): Promise<void> {
    await this.open();
    await this.page
      .getByRole('grid', { name: '排班表' })
      .getByRole('row')
      .filter({ hasText: title })
      .first()
      .dblclick();
    await expect(this.page.getByRole('button', { name: '导出' })).toBeVisible();
  }

  month(name: string): Locator {
    return this.page.getByRole('table', { name });
  }

  /** A duty on the month sheet, by how it is read out: day first. */
  duty(name: RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  /** The words of the bar that says whether the wall and the desk agree. */
  get notice(): Locator {
    return this.page.getByRole('status').filter({ hasText: '公示' });
  }

  async publish(place: string): Promise<void> {
    await this.notice.getByRole('button', { name: /公示$/ }).click();
    await this.page.getByRole('textbox', { name: '公示地点' }).fill(place);
    await this.page.keyboard.press('Control+s');
    await expect(this.notice).toContainText(`公示于${place}。`);
  }

  /** Two duties change places without the mouse: Space on the one, arrows to the other, Space. */
  async swapByKeyboard(from: RegExp, moves: readonly string[], words: Readonly<Record<string, string>>): Promise<void> {
    await this.duty(from).first().focus();
    await this.page.keyboard.press(' ');
    for (const key of moves) await this.page.keyboard.press(key);
    await this.page.keyboard.press(' ');
    await this.fillSwap(words);
  }

  /** The dialog that asks why two duties change places, by its labels. */
  async fillSwap(words: Readonly<Record<string, string>>): Promise<void> {
    const dialog = this.dialog(/^换班/);
    for (const [label, text] of Object.entries(words)) {
      await dialog.getByRole('textbox', { name: label }).fill(text);
    }
    await this.page.keyboard.press('Control+s');
    await expect(dialog).toBeHidden();
  }

  async export(item: string): Promise<void> {
    await this.page.getByRole('button', { name: '导出' }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
    await expect(this.page.getByText('已导出').last()).toBeVisible({ timeout: 30_000 });
  }
}
