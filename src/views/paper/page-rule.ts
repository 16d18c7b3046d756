import { runningTitle, type Sheet } from '../../exchange/sheet.ts';

/** A text as a CSS string: nothing in it can end the string or the rule. */
const quoted = (text: string): string =>
  `"${text.replace(/[^\p{L}\p{M}\p{N} .,;:–()/-]/gu, (letter) => `\\${letter.codePointAt(0)?.toString(16) ?? ''} `)}"`;

/** "Page 2 of 7" as CSS content; the browser counts. */
function pageCount({ frame: { page } }: Sheet): string {
  const [before, between, after] = page;
  return `${quoted(before)} counter(page) ${quoted(between)} counter(pages) ${quoted(after)}`;
}

/** The page a sheet prints on: its layout, the running head, and which page of how many at the foot. */
function pageRule(sheet: Sheet, font: string): string {
  const style = `font: 8pt ${font}; color: #444;`;
  return `@page {
    size: A4 ${sheet.layout === 'upright' ? 'portrait' : 'landscape'};
    margin: 22mm 20mm;
    @top-left { content: ${quoted(runningTitle(sheet))}; ${style} white-space: nowrap; }
    @top-right { content: ${quoted(sheet.standing)}; ${style} white-space: nowrap; }
    @bottom-right { content: ${pageCount(sheet)}; ${style} }
  }`;
}

/** While the node is there, the window prints as that sheet wants: `@page` cannot be told by an element. */
export const printsAs = (sheet: () => Sheet) => (node: HTMLElement) => {
  const style = new CSSStyleSheet();
  style.replaceSync(pageRule(sheet(), getComputedStyle(node).fontFamily));
  document.adoptedStyleSheets.push(style);
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== style);
  };
};

/** While the node is there, the window prints it and nothing else: it stands beside the app, which the print leaves out. */
export function printsAlone(node: HTMLElement): () => void {
  document.body.append(node);
  document.documentElement.classList.add('prints-alone');
  return () => {
    document.documentElement.classList.remove('prints-alone');
    node.remove();
  };
}
