import type { Locator, Page } from '@playwright/test';

/** Header, navigation and command palette: what is there on every screen. */
export class Frame {
  readonly nav: Locator;
  readonly palette: Locator;

  constructor(readonly page: Page) {
    this.nav = page.getByRole('navigation', { name: '主导航' });
    this.palette = page.getByRole('combobox', { name: '查找功能或页面' });
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { level: 1, name, exact: true });
  }

  area(name: string): Locator {
    return this.nav.getByRole('link', { name, exact: true });
  }

  /** Goes to a page by the palette, with the keyboard. */
  async goBy(letters: string): Promise<void> {
    await this.page.keyboard.press('Control+k');
    await this.palette.waitFor();
    await this.page.keyboard.insertText(letters);
    await this.page.keyboard.press('Enter');
  }
}

/** A list of records, driven as a person at the keyboard does. */
export class Grid {
  readonly grid: Locator;

  constructor(
    readonly page: Page,
    name: string,
  ) {
    this.grid = page.getByRole('grid', { name, exact: true });
  }

  /** The row the cursor is on, as a screen reader is told. */
  async cursor(): Promise<string> {
    const id = await this.grid.getAttribute('aria-activedescendant');
    return id === null ? '' : this.page.locator(`[id="${id}"]`).innerText();
  }

  row(text: string): Locator {
    return this.grid.getByRole('row').filter({ hasText: text });
  }
}
