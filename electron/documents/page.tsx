import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** Typefaces of official papers with what stands in where they are missing. */
export const FACES = {
  /** 正文 仿宋 */
  body: '"FangSong_GB2312","仿宋_GB2312","FangSong","仿宋","STFangsong","Noto Serif CJK SC",serif',
  /** 一级标题、表头 黑体 */
  heading: '"SimHei","黑体","STHeiti","Noto Sans CJK SC",sans-serif',
  /** 公文标题 小标宋 */
  title: '"FZXiaoBiaoSong-B05S","方正小标宋简体","STZhongsong","华文中宋","Noto Serif CJK SC",serif',
  /** 二级标题 楷体 */
  note: '"KaiTi_GB2312","楷体_GB2312","KaiTi","楷体","STKaiti","Noto Serif CJK SC",serif',
} as const;

const BASE_CSS = `
* { box-sizing: border-box; }
html { font-family: ${FACES.body}; font-size: 12pt; line-height: 1.5; color: #000; background: #fff; }
body { margin: 0; -webkit-print-color-adjust: exact; }
h1 { font-family: ${FACES.title}; font-size: 22pt; font-weight: normal; text-align: center; margin: 0 0 4mm; letter-spacing: .08em; line-height: 1.35; }
h2 { font-family: ${FACES.heading}; font-size: 14pt; font-weight: normal; margin: 5mm 0 2mm; }
p { margin: 0; text-indent: 2em; text-align: justify; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: .35mm solid #000; padding: 1.2mm 1.6mm; font-weight: normal; vertical-align: middle; overflow-wrap: anywhere; text-align: left; }
th { font-family: ${FACES.heading}; text-align: center; }
.center { text-align: center; } .right { text-align: right; } .top { vertical-align: top; }
.plain { border: 0; } .pre { white-space: pre-wrap; } .long { break-inside: auto; }
.meta { display: flex; justify-content: space-between; margin: 0 0 2mm; }
`;

/**
 * A whole page of HTML for `shell.pdf`, `shell.png` or `shell.print`: static markup with React's escaping,
 * no scripts and no outside resources (its own CSP says so).
 */
export function htmlPage({ title, body, css = '' }: { title: string; body: ReactNode; css?: string }): string {
  const markup = renderToStaticMarkup(
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta
          httpEquiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        />
        <title>{title}</title>
        {/* Our own constant text, never a clerk's: React would escape the quotes of font names. */}
        <style dangerouslySetInnerHTML={{ __html: BASE_CSS + css }} />
      </head>
      <body>{body}</body>
    </html>,
  );
  return `<!doctype html>${markup}`;
}
