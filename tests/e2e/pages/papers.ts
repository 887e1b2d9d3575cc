import { expect, type Locator, type Page } from '@playwright/test';

const ROLES = ['textbox', 'combobox', 'spinbutton'] as const;

/** 文书 of a case, as a clerk knows them: the panel, the page on which one is written, the paper that went out. */
export class Papers {
  readonly panel: Locator;
  readonly table: Locator;
  readonly form: Locator;
  readonly findings: Locator;
  readonly preview: Locator;

  constructor(readonly page: Page) {
    this.panel = page.getByRole('region', { name: '文书', exact: true });
    this.table = page.getByRole('table', { name: '已出具的文书' });
    this.form = page.getByRole('form', { name: /出具/ });
    this.findings = page.getByRole('region', { name: '出具前检查' });
    this.preview = page.getByRole('region', { name: '预览' });
  }

  async openCase(caseKey: string): Promise<void> {
    await this.page.evaluate((key) => window.location.assign(`#/cases/${key}`), caseKey);
    await expect(this.panel).toBeVisible();
  }

  /** 出具文书 → the kind. */
  async begin(title: string): Promise<void> {
    await this.panel.getByRole('button', { name: '出具文书' }).click();
    await this.page.getByRole('menuitem', { name: title, exact: true }).click();
    await expect(this.heading(`出具${title}`)).toBeVisible();
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { level: 1, name });
  }

  field(name: string): Locator {
    return ROLES.map((role) => this.form.getByRole(role, { name, exact: true })).reduce((a, b) => a.or(b));
  }

  issue(): Promise<void> {
    return this.page.keyboard.press('Control+s');
  }

  /** The sentence beside a field. */
  async expectError(label: string, sentence: string | RegExp): Promise<void> {
    const field = this.field(label);
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    const note = await field.getAttribute('aria-describedby');
    await expect(this.page.locator(`[id="${note}"]`)).toContainText(sentence);
  }

  row(text: string | RegExp): Locator {
    return this.table.getByRole('row').filter({ hasText: text });
  }

  /** Something of 更多 beside a paper of the table. */
  async more(row: Locator, item: string): Promise<void> {
    await row.getByRole('button', { name: /更多操作$/ }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }
}
