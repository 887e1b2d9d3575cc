import type { Section } from './sections';

const TAB = '.docx-tab-stop';
/** docx-preview sets its tabs half a second after it has drawn, and only where they stand in the page. */
const AFTER_TABS = 600;

/** Sets everything that has tabs out at the width of its page until docx-preview has measured them. */
export async function settleTabs(sections: readonly Section[]): Promise<void> {
  if (!sections.some(({ drawn }) => drawn.some((part) => part.matches(TAB) || part.querySelector(TAB) !== null)))
    return;
  const boxes = sections.map(({ paper, margin, drawn }) => {
    const box = document.createElement('div');
    box.className = 'docx text';
    box.style.width = `${paper.width - margin.left - margin.right}px`;
    box.append(...drawn);
    return box;
  });
  document.body.append(...boxes);
  await new Promise((resolve) => {
    setTimeout(resolve, AFTER_TABS);
  });
  for (const box of boxes) box.remove();
}
