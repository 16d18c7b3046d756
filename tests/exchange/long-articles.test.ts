import { expect, it } from 'vitest';
import { akomaNtoso } from '../../src/exchange/akoma-ntoso.ts';
import { changesSheet } from '../../src/exchange/articles-changes.ts';
import { cleanSheet } from '../../src/exchange/articles-clean.ts';
import { positionsSheet } from '../../src/exchange/articles-positions.ts';
import type { ArticlesToPrint } from '../../src/exchange/articles-sheet.ts';
import { sheetDocx } from '../../src/exchange/docx/sheet-docx.ts';
import { saidLines } from '../../src/exchange/said.ts';
import type { ProvisionState } from '../../src/registers/instrument-text.ts';
import type { Provision } from '../../src/schema/articles.ts';
import { readDocx } from './docx-reader.ts';
import { instrumentPaper, sampleWorkspace } from './sample-papers.ts';
import { readXml } from './xml-reader.ts';

const CLAUSES = 300;
/** About 2,300 letters: 300 of them are more than 200 pages of A4. */
const WORDS = 'Competent officials should inform the Embassy of what they found. '.repeat(35);

/** An article of 300 long clauses, and one open proposal that changes words in each of them. */
async function longPaper(): Promise<ArticlesToPrint> {
  const workspace = await sampleWorkspace('opening');
  const paper = instrumentPaper(workspace);
  await workspace.close();
  const view = paper.proposals.find(({ open }) => open);
  const [state] = paper.text.provisions.values();
  const [offer, wording] = [view?.offers[0], state?.wordings[0]];
  if (view === undefined || offer === undefined || wording === undefined) throw new Error('no proposal');
  const of = (id: string, now: Provision): ProvisionState => {
    const one = { ...wording, made: 'made', base: [], provision: now };
    return { id, now, wordings: [one], heads: [one] };
  };
  const article = of('a', { parent: null, place: 'a', number: 'Article 1', text: 'Duties' });
  const clauses = Array.from({ length: CLAUSES }, (_, i) =>
    of(`c${i}`, { parent: 'a', place: `a${1000 + i}`, number: `1.${i + 1}`, text: WORDS }),
  );
  const changes = clauses.map(({ id, now }) => ({
    provision: id,
    base: ['made'],
    to: now && { ...now, text: WORDS.replaceAll('should', 'shall') },
  }));
  const proposal = { ...view, offers: [{ ...offer, behind: [], content: { ...offer.content, changes } }] };
  const provisions = new Map([article, ...clauses].map((one) => [one.id, one]));
  return { ...paper, text: { provisions, articles: [{ article, clauses }] }, proposals: [proposal] };
}

it('An article of two hundred pages goes out whole in every form, in seconds', async () => {
  const paper = await longPaper();
  const timed = <T>(make: () => T): { readonly made: T; readonly ms: number } => {
    const from = performance.now();
    return { made: make(), ms: performance.now() - from };
  };
  const clean = timed(() => sheetDocx(cleanSheet(paper)));
  const changes = timed(() => sheetDocx(changesSheet(paper)));
  const positions = timed(() => sheetDocx(positionsSheet(paper)));
  const akn = timed(() => akomaNtoso(paper, 'en'));
  const points = readDocx(clean.made).paragraphs.filter(({ style }) => style === 'Point');
  expect(points).toHaveLength(CLAUSES);
  expect(points.every(({ words }) => words.endsWith(WORDS.trim()))).toBe(true);
  expect(
    JSON.stringify(readDocx(changes.made).parts.get('word/document.xml')).match(/"w:ins"/g),
  ).toHaveLength(CLAUSES * 35);
  expect(readDocx(positions.made).tables.at(-1)).toHaveLength(CLAUSES + 2);
  expect(readXml(akn.made).name).toBe('akomaNtoso');
  const took = [clean, changes, positions, akn].map(({ ms }) => Math.round(ms));
  for (const ms of took) expect(ms).toBeLessThan(30_000);
}, 120_000);

it('Values set apart all stand on paper, each with the body that set it', () => {
  const said = (body: string, value: string) => ({
    value,
    by: { body, person: 'P', seat: 'S', writer: body },
    at: null,
  });
  const field = { state: 'conflict', values: [said('KH', 'by October'), said('TH', 'by November')] } as const;
  const lines = saidLines({ ...field, unreadable: [said('TH', '')] }, (value: string) => value);
  expect(lines).toEqual(['[KH: by October]', '[TH: by November]', '[TH: Cannot be read by this version]']);
  expect(saidLines({ state: 'empty' }, String)).toEqual([]);
});
