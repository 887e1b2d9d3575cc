import './page.css';
import { layOut } from './pages';
import { prepare } from './prepare';
import { renderSections } from './sections';
import { settleTabs } from './tabs';

/** What the window program is told, in CSS pixels. */
interface Laid {
  readonly pages: number;
  readonly width: number;
  readonly height: number;
}

declare global {
  interface Window {
    /** Settles when the pages stand. */
    paper: Promise<Laid>;
    /** Leaves one page to be seen and gives its size. */
    showOnly: (page: number) => Laid;
  }
}

async function show(): Promise<Laid> {
  const docx = new Uint8Array(await (await fetch('/document')).arrayBuffer());
  const sections = await renderSections(prepare(docx));
  await Promise.all([...document.fonts].map((face) => face.load().catch(() => undefined)));
  await settleTabs(sections);
  const pages = layOut(sections, document.body);
  for (const link of document.querySelectorAll('a')) link.removeAttribute('href');
  await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
  const [first] = sections;
  const style = document.createElement('style');
  const paper = first?.paper ?? { width: 0, height: 0 };
  style.textContent = `@page { size: ${paper.width}px ${paper.height}px; margin: 0; }`;
  document.head.append(style);
  return { pages, ...paper };
}

window.paper = show();
window.showOnly = (page) => {
  const all = [...document.querySelectorAll<HTMLElement>('.page')];
  all.forEach((element, at) => {
    element.style.display = at === page - 1 ? '' : 'none';
  });
  const shown = all[page - 1]?.getBoundingClientRect();
  return { pages: all.length, width: shown?.width ?? 0, height: shown?.height ?? 0 };
};
