import { expect, type Locator, type Page } from '@playwright/test';

const ROLES = ['textbox', 'combobox', 'spinbutton', 'checkbox', 'radio'] as const;

/** The registration screen as a clerk at the keyboard knows it. */
export class VisitForm {
  readonly form: Locator;
  readonly earlier: Locator;

  constructor(readonly page: Page) {
    this.form = page.getByRole('form', { name: /来访登记/ });
    this.earlier = page.getByRole('region', { name: '前件' });
  }

  /** F2 from wherever the desk is. */
  async open(): Promise<void> {
    await this.page.keyboard.press('F2');
    await expect(this.field('证件号')).toBeFocused();
  }

  /** Text, choice, number, tick or radio button of that name. */
  field(name: string): Locator {
    return ROLES.map((role) => this.form.getByRole(role, { name, exact: true })).reduce((a, b) => a.or(b));
  }

  /** Types into the field that has the focus and goes on with Enter. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press('Enter');
  }

  /** Picks in the list that has the focus by pinyin initials, and goes on. */
  async pick(label: string, letters: string, option: string): Promise<void> {
    await expect(this.field(label)).toBeFocused();
    await this.page.keyboard.type(letters);
    await expect(this.page.getByRole('option', { name: option, exact: true })).toBeAttached();
    await this.page.keyboard.press('Enter');
  }

  /** A text of several lines: Ctrl+Enter goes on. */
  async write(label: string, text: string): Promise<void> {
    await expect(this.field(label)).toBeFocused();
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press('Control+Enter');
  }

  async enter(...labels: string[]): Promise<void> {
    for (const label of labels) {
      await expect(this.field(label)).toBeFocused();
      await this.page.keyboard.press('Enter');
    }
  }

  save(): Promise<void> {
    return this.page.keyboard.press('Control+s');
  }

  /** The sentence beside a field. */
  async expectError(label: string, sentence: string | RegExp): Promise<void> {
    const field = this.field(label);
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    const note = await field.getAttribute('aria-describedby');
    await expect(this.page.locator(`[id="${note}"]`)).toContainText(sentence);
  }
}

/** The screen after a visit was saved. */
export class VisitSaved {
  constructor(readonly page: Page) {}

  async visitNo(): Promise<string> {
    await expect(this.page.getByText(/^已保存 \d{2}:\d{2}:\d{2}$/)).toBeVisible();
    return this.page.getByText(/^\d{4}-[A-Z]\d{2}-\d{6}$/).innerText();
  }
}

/** The list of visits. */
export class VisitList {
  readonly grid: Locator;

  constructor(readonly page: Page) {
    this.grid = page.getByRole('grid', { name: '来访登记一览' });
  }

  async open(): Promise<void> {
    await this.page.getByRole('link', { name: '来访登记', exact: true }).click();
    await expect(this.grid).toBeVisible();
  }

  search(text: string): Promise<void> {
    return this.page.getByLabel('查找').fill(text);
  }

  row(name: string): Locator {
    return this.grid.getByRole('row').filter({ hasText: name });
  }
}
