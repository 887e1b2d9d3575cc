import { expect, type Locator, type Page } from '@playwright/test';

/** 附件材料 of a record, and the dialog that shows its files. */
export class Attachments {
  readonly panel: Locator;
  readonly preview: Locator;

  constructor(readonly page: Page) {
    this.panel = page.getByRole('region', { name: '附件材料' });
    this.preview = page.getByRole('dialog').filter({ has: page.getByRole('toolbar', { name: '预览' }) });
  }

  row(name: string): Locator {
    return this.panel.getByRole('row').filter({ hasText: name });
  }

  button(name: string): Locator {
    return this.panel.getByRole('button', { name, exact: true });
  }

  async open(name: string): Promise<void> {
    await this.button(name).click();
    await expect(this.preview).toContainText(name);
  }

  /** Share of dark pixels of the PDF page shown, once it is drawn. */
  async darkness(name: string, page = 1): Promise<number> {
    const drawn = this.preview.getByRole('img', { name: `${name} 第 ${page} 页` });
    await expect(drawn).toHaveAttribute('aria-busy', 'false');
    return drawn.locator('canvas').evaluate((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement)) return 0;
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      let dark = 0;
      for (let i = 0; i < pixels.length; i += 4) if ((pixels[i] ?? 255) < 100) dark += 1;
      return (dark * 4) / pixels.length;
    });
  }

  /** Drops files on the panel, or pastes them, as the person's other programs hand them over. */
  async give(how: 'drop' | 'paste', files: readonly { name: string; type: string; bytes: Buffer }[]): Promise<void> {
    const given = files.map(({ name, type, bytes }) => ({ name, type, base64: bytes.toString('base64') }));
    await this.panel.evaluate(
      (panel, [way, list]) => {
        const transfer = new DataTransfer();
        for (const { name, type, base64 } of list) {
          const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
          transfer.items.add(new File([bytes], name, { type }));
        }
        const more = { bubbles: true, cancelable: true };
        if (way === 'paste')
          document.body.dispatchEvent(new ClipboardEvent('paste', { ...more, clipboardData: transfer }));
        else panel.dispatchEvent(new DragEvent('drop', { ...more, dataTransfer: transfer }));
      },
      [how, given] as const,
    );
  }
}
