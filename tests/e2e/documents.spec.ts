import { readFileSync } from 'node:fs';
import type { Page, TestInfo } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { readDocx } from '../exchange/docx-reader.ts';
import { all, readXml } from '../exchange/xml-reader.ts';
import { atArticles } from './articles.ts';
import { expect, INSTALLED, test } from './house.ts';

/** Saves by the menu of the page; gives the file's name and what is in it. */
async function saved(page: Page, what: string, info: TestInfo, language?: string) {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Save as…/ }).click();
  if (language !== undefined) await page.getByRole('menuitemradio', { name: language }).click();
  await page.getByRole('menuitem', { name: what, exact: true }).click();
  const file = await download;
  const path = info.outputPath(file.suggestedFilename());
  await file.saveAs(path);
  return { name: file.suggestedFilename(), bytes: readFileSync(path) };
}

const go = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

test('plan, articles, roster and workshop leave the house as files, without a network, and print as sheets', async ({
  house,
}, info) => {
  const page = await atArticles(house, 'sample', 'KH', INSTALLED);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.context().setOffline(true);

  const changes = await saved(page, 'Word file: with changes', info);
  expect(changes.name).toMatch(/^Standard-Operating-Procedures-.*-changes-\d{4}-\d\d-\d\d\.docx$/);
  expect(readDocx(changes.bytes).paragraphs.filter(({ style }) => style === 'Point').length).toBeGreaterThan(
    20,
  );

  const akn = await saved(page, 'Akoma Ntoso (XML)', info);
  expect(akn.name).toMatch(/\.akn\.zip$/);
  const expressions = Object.entries(unzipSync(akn.bytes));
  expect(expressions.map(([name]) => name)).toEqual(['eng.xml', 'khm.xml', 'tha.xml']);
  for (const [, expression] of expressions) {
    const articles = all(readXml(strFromU8(expression)), 'article');
    expect(articles.map(({ attributes }) => attributes.eId)).toContainEqual(expect.stringMatching(/^art_/));
  }

  await go(page, 'Plan');
  const plan = await saved(page, 'Word file', info);
  expect(readDocx(plan.bytes).tables.find(([head]) => head?.[0] === 'No.')).toHaveLength(5);

  const khmer = await saved(page, 'Word file', info, 'ភាសាខ្មែរ');
  expect(khmer.name).toMatch(/-km-\d{4}-\d\d-\d\d\.docx$/);
  expect(readDocx(khmer.bytes).tables.find(([head]) => head?.[1] === 'សកម្មភាព')).toHaveLength(5);

  await go(page, 'Roster');
  const roster = await saved(page, 'Word file', info);
  expect(roster.name).toMatch(/^Annex-1-\d{4}-\d\d-\d\d\.docx$/);
  expect(
    readDocx(roster.bytes).tables.filter(([head]) => head?.[0] === 'Agency and seat').length,
  ).toBeGreaterThan(1);

  await go(page, 'Workshop');
  const workshop = await saved(page, 'Word file', info);
  expect(readDocx(workshop.bytes).paragraphs.map(({ words }) => words)).toContain('Candidate dates');

  // What the printer gets: the sheet alone, with page numbers, and the page as it was once it has it.
  await page.evaluate(() => (window.print = () => undefined));
  await page.getByRole('button', { name: /^Save as…/ }).click();
  await page.getByRole('menuitem', { name: 'Paper or PDF' }).click();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByTestId('printed').getByRole('heading', { name: 'Day plan' })).toBeVisible();
  await expect(page.locator('#content')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(page.getByTestId('printed')).toHaveCount(0);
});
