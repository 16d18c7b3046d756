/** One page with all pictures, a scene a row, so that a scene is compared over its languages and sizes at a glance. */
export function pictureSheet(files: readonly string[]): string {
  const rows = Map.groupBy(files, (file) => file.replace(/-(?:en|km|th)-\d+$/, ''));
  const figures = (list: readonly string[]) =>
    list
      .map(
        (file) =>
          `<a href="${file}.png"><img src="${file}.png" alt="${file}" loading="lazy" height="240"></a>`,
      )
      .join('');
  const sections = [...rows].map(([name, list]) => `<h2>${name}</h2><p>${figures(list)}</p>`).join('\n');
  return `<!doctype html><meta charset="utf-8"><title>${files.length} pictures</title>
<style>body{font:16px sans-serif;background:#777}p{display:flex;flex-wrap:wrap;gap:8px}img{object-fit:cover;object-position:top}</style>
${sections}
`;
}
