import { expect, type Locator, type Page } from '@playwright/test';

const ROLES = ['textbox', 'combobox', 'spinbutton', 'radio'] as const;

/** The page of a case as a clerk at the keyboard knows it. */
export class CasePage {
  readonly next: Locator;
  readonly dialog: Locator;

  constructor(readonly page: Page) {
    this.next = page.getByRole('toolbar', { name: '下一步' });
    this.dialog = page.getByRole('dialog');
  }

  heading(caseNo: string): Locator {
    return this.page.getByRole('heading', { level: 1, name: caseNo, exact: true });
  }

  section(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** The button of a step that stands open. */
  button(step: string): Locator {
    return this.next.getByRole('button', { name: step, exact: true });
  }

  /** Opens the form of a step with its key. */
  async step(title: string): Promise<void> {
    const keys = await this.button(title).getAttribute('aria-keyshortcuts');
    expect(keys, `${title} has a key`).not.toBeNull();
    await this.page.keyboard.press(keys ?? '');
    await expect(this.dialog).toHaveAccessibleName(title);
    await expect(this.dialog.locator('input, textarea').and(this.page.locator(':focus'))).toHaveCount(1);
  }

  /** Opens the form of something in 更多, with keys. */
  async more(item: string): Promise<void> {
    await this.page.keyboard.press('Alt+0');
    const entry = this.page.getByRole('menuitem', { name: item, exact: true });
    await expect(this.page.getByRole('menuitem').first()).toBeFocused();
    for (let i = 0; i < 40 && !(await entry.evaluate((e) => e === document.activeElement)); i++) {
      await this.page.keyboard.press('ArrowDown');
    }
    await expect(entry).toBeFocused();
    await this.page.keyboard.press('Enter');
  }

  /** Text, choice, number or radio button of that name, or the tick whose words begin with it. */
  field(name: string): Locator {
    const tick = this.dialog.getByRole('checkbox', { name: new RegExp(`^${name}`) });
    return ROLES.map((role) => this.dialog.getByRole(role, { name, exact: true })).reduce((a, b) => a.or(b), tick);
  }

  /** Types into the field that has the focus and goes on. */
  async type(label: string, text: string): Promise<void> {
    await expect(this.field(label)).toBeFocused();
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press('Control+Enter');
  }

  /** Finds in the list that has the focus, chooses and goes on. */
  async pick(label: string, typed: string, option: string | RegExp): Promise<void> {
    await expect(this.field(label)).toBeFocused();
    await this.page.keyboard.insertText(typed);
    await expect(this.page.getByRole('option', { name: option, exact: true })).toBeAttached();
    await this.page.keyboard.press('Enter');
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+s');
    await expect(this.dialog).toHaveCount(0);
  }

  /** Ctrl+S is answered with a sentence beside the field. */
  async refused(label: string, sentence: string | RegExp): Promise<void> {
    await this.page.keyboard.press('Control+s');
    const field = this.field(label);
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    const note = await field.getAttribute('aria-describedby');
    await expect(this.page.locator(`[id="${note}"]`)).toContainText(sentence);
  }

  async expectStatus(status: string): Promise<void> {
    await expect(this.page.getByRole('group', { name: '状态' }).getByText(status, { exact: true })).toBeVisible();
  }
}
