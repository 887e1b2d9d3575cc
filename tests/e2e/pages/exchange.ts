import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import type { Desk } from '../fixture';

type Tab = '导入' | '导出' | '收发台账' | '往来单位与密钥' | '借出（下访带案）';

/** 数据交换 and 合并待裁 of one desk, with the stick in it. */
export class Exchange {
  constructor(
    readonly desk: Desk,
    readonly stick: string,
  ) {}

  get page() {
    return this.desk.page;
  }

  async open(tab: Tab): Promise<void> {
    await this.page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '数据交换' }).click();
    await expect(this.page.getByRole('heading', { name: '数据交换', level: 1 })).toBeVisible();
    await this.page.getByRole('radiogroup', { name: '数据交换' }).getByText(tab).click();
  }

  /** Puts the own card on the stick; the digits are what is read out. */
  async giveCard(name: string): Promise<{ card: string; digits: string }> {
    await this.open('往来单位与密钥');
    const card = join(this.stick, name);
    await this.desk.pickSave(card);
    await this.page.getByRole('button', { name: '存成文件' }).click();
    await expect(this.page.getByText('已导出 配对卡')).toBeVisible();
    return { card, digits: await this.page.getByLabel('密钥指纹', { exact: true }).innerText() };
  }

  async pair({ card, digits }: { card: string; digits: string }): Promise<void> {
    await this.open('往来单位与密钥');
    await this.page.getByRole('button', { name: '配对', exact: false }).filter({ hasText: 'F8' }).click();
    const dialog = this.page.getByRole('dialog', { name: '配对' });
    await dialog.getByLabel('配对卡文件或二维码图片').setInputFiles(card);
    const heard = dialog.getByLabel('对方读出的指纹（30 位数字）');
    await heard.fill(digits.replace(/^\d/, (first) => String((Number(first) + 1) % 10)));
    await dialog.getByRole('button', { name: '指纹一致，配对' }).click();
    await expect(dialog.getByRole('alert')).toContainText('指纹不一致');
    await heard.fill(digits);
    await dialog.getByRole('button', { name: '指纹一致，配对' }).click();
    await expect(dialog).toBeHidden();
  }

  async choose(label: string, option: string): Promise<void> {
    await this.page.getByRole('combobox', { name: label, exact: true }).click();
    await this.page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: option }).click();
    await this.page.keyboard.press('Escape');
  }

  get plan(): Locator {
    return this.page.getByRole('region', { name: '将要发出的内容' });
  }

  /** Writes what was chosen to the stick; gives back the file. */
  async send(): Promise<string> {
    const before = new Set(readdirSync(this.stick));
    await this.desk.pickOpen(this.stick);
    await this.page.getByRole('button', { name: '导出到 U 盘' }).click();
    await expect(this.page.getByRole('heading', { name: '可以拔出' })).toBeVisible();
    const [made = ''] = readdirSync(this.stick).filter((name) => !before.has(name));
    expect(made).toMatch(/\.jrd$/);
    return join(this.stick, made);
  }

  /** Looks at a file from the stick; its verdict is the heading. */
  async look(file: string): Promise<Locator> {
    await this.open('导入');
    await this.desk.pickOpen(file);
    await this.page.getByRole('button', { name: /选择数据包|另选数据包/ }).click();
    return this.page.getByRole('heading', { level: 2 }).first();
  }

  async take(said = '导入完成'): Promise<void> {
    await this.page.getByRole('button', { name: '导入', exact: true }).click();
    await expect(this.page.getByRole('heading', { name: said })).toBeVisible();
  }

  async saveReceipt(): Promise<string> {
    const before = new Set(readdirSync(this.stick));
    await this.desk.pickOpen(this.stick);
    await this.page.getByRole('button', { name: '保存回执' }).click();
    await expect(this.page.getByText('可以拔出')).toBeVisible();
    const [made = ''] = readdirSync(this.stick).filter((name) => !before.has(name));
    return join(this.stick, made);
  }
}
