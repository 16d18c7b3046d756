import { once } from 'node:events';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serveStatic } from '../../server/static.ts';
import { newFolder, removeFolder } from '../server/relays.ts';
import { cell, draft, ready, row, sync, write } from './plan.ts';
import { expect, SEED, test } from './house.ts';

const DIST = join(import.meta.dirname, '..', '..', 'dist');

test('Ctrl+Z takes back one’s own last acts, names them, and leaves what the other has written since', async ({
  house,
}) => {
  const kh = await house.delegate('KH');
  const th = await house.delegate('TH');
  for (const page of [kh, th]) await ready(page);
  const said = kh.locator('.toasts');

  const before = await cell(kh, '1.1', 'expected').innerText();
  await write(kh, '1.1', 'expected', 'By Cambodia');
  await draft(kh, '1.3');
  await kh.keyboard.type(', with letters');
  await kh.keyboard.press('Escape');
  await row(kh, '1.2').getByRole('button', { name: 'Acts for item 1.2' }).click();
  await kh.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(row(kh, '1.2')).toHaveCount(0);

  await kh.keyboard.press('Control+z');
  await expect(said).toContainText('Undone: Item 1.2');
  await expect(row(kh, '1.2')).toHaveCount(1);
  await kh.keyboard.press('Control+z');
  await expect(cell(kh, '1.3', 'activity')).not.toContainText(', with letters');
  await said.getByRole('button', { name: 'Redo' }).last().click();
  await expect(cell(kh, '1.3', 'activity')).toContainText(', with letters');
  await kh.keyboard.press('Control+z');
  await expect(cell(th, '1.1', 'expected')).toHaveText('By Cambodia');
  await kh.keyboard.press('Control+z');
  await expect(said).toContainText('your change to Item 1.1');
  for (const page of [kh, th]) await expect(cell(page, '1.1', 'expected')).toHaveText(before.trim());

  await kh.keyboard.press('Control+Shift+z');
  await expect(cell(th, '1.1', 'expected')).toHaveText('By Cambodia');
  await write(th, '1.1', 'expected', 'By Thailand');
  await expect(cell(kh, '1.1', 'expected')).toHaveText('By Thailand');
  await kh.keyboard.press('Control+z');
  await expect(said).toContainText('Thailand changed Item 1.1');
  for (const page of [kh, th]) {
    await expect(cell(page, '1.1', 'expected')).toHaveText('By Thailand');
    await expect(sync(page)).toHaveText('All seen by both');
  }
});

test('a new version asks before it takes over, waits for what is not kept yet, and leaves another window its own', async ({
  browser,
}) => {
  const next = newFolder();
  cpSync(DIST, next, { recursive: true });
  const roster = readdirSync(join(next, 'assets')).find((name) => /^RosterPage-.*\.js$/.test(name)) ?? '';
  const edit = (name: string, from: string, to: string) => {
    const text = readFileSync(join(next, name), 'utf8');
    writeFileSync(join(next, name), text.replaceAll(from, to));
  };
  edit('index.html', '<head>', '<head><meta name="build" content="next">');
  edit('sw.js', "const CACHE = 'span-", "const CACHE = 'span-next-");
  // A page that only the version before has.
  edit('sw.js', `"/assets/${roster}",`, '');
  rmSync(join(next, 'assets', roster));
  let serve = serveStatic(DIST);
  const server = createServer((request, response) => serve(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://localhost:${(server.address() as AddressInfo).port}/#/sample/${SEED}/KH`;
  const context = await browser.newContext();
  const [here, other] = [await context.newPage(), await context.newPage()];
  for (const page of [here, other]) {
    await page.goto(`${url}/plan`);
    await ready(page);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  }
  serve = serveStatic(next);
  await here.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
  const switchNow = here.getByRole('button', { name: 'Switch now' });
  await expect(switchNow).toBeVisible();
  await other.getByRole('button', { name: 'Later' }).click();
  await expect(other.getByRole('button', { name: 'Switch now' })).toHaveCount(0);

  await here.getByRole('link', { name: 'Board' }).click();
  await here.getByLabel('Name of the board').fill('Not kept yet');
  await switchNow.click();
  await expect(here.getByText('Something is open here')).toBeVisible();
  await here.getByRole('link', { name: 'Plan' }).click();
  await draft(here, '1.3');
  await here.keyboard.type(', kept');
  await switchNow.click();
  await expect(here.locator('meta[name="build"]')).toHaveAttribute('content', 'next');
  await expect(cell(here, '1.3', 'activity')).toContainText(', kept');

  await expect(other.getByText('has changed over')).toBeVisible();
  await other.getByRole('link', { name: 'Roster' }).click();
  await expect(other.getByRole('heading', { name: 'Roster', level: 1 })).toBeVisible();
  await other.getByRole('button', { name: 'Load it now' }).click();
  await expect(other.locator('meta[name="build"]')).toHaveAttribute('content', 'next');
  // And without any server.
  await context.setOffline(true);
  server.closeAllConnections();
  await other.reload();
  await expect(other.locator('meta[name="build"]')).toHaveAttribute('content', 'next');
  await context.close();
  server.close();
  removeFolder(next);
});

test('a reader’s digits, darkness and tour are kept; without its fonts Khmer stays legible and ends its lines', async ({
  house,
}) => {
  const context = await house.browser({
    locale: 'km-KH',
    serviceWorkers: 'block',
    viewport: { width: 390, height: 844 },
  });
  await context.route('**/*.woff2', (route) => route.abort());
  const page = await context.newPage();
  await page.goto(`${house.url}/#/sample/${SEED}/KH/plan`);
  await ready(page);
  const words = 'ការចាត់តាំងមន្ត្រីបង្គោលនិងសមាជិកពាក់ព័ន្ធនៃមជ្ឈមណ្ឌលសហប្រតិបត្តិការកណ្តាល';
  await write(page, '1.1', 'progress', words);
  const run = cell(page, '1.1', 'progress').locator('[lang="km"]').last();
  await expect(run).toHaveText(words);
  const sizes = await run.evaluate((element) => {
    const wide = document.documentElement;
    const failed = [...document.fonts].filter(({ status }) => status === 'error').length;
    return {
      failed,
      lines: element.getClientRects().length,
      over: wide.scrollWidth - wide.clientWidth,
      visible: getComputedStyle(element).visibility,
    };
  });
  expect(sizes).toMatchObject({ over: 0, visible: 'visible' });
  expect(sizes.failed).toBeGreaterThan(0);
  expect(sizes.lines).toBeGreaterThan(1);

  await page.getByRole('button', { name: 'ចាប់ផ្តើមដំណើរទស្សនា' }).click();
  const tour = page.getByTestId('tour');
  await expect(tour.getByRole('heading')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(tour).toHaveCount(0);
  await page.getByRole('button', { name: /ភាសានៃផ្ទាំងកម្មវិធី$/ }).click();
  await page.getByRole('button', { name: '០ ១ ២ ៣' }).click();
  await page.getByRole('button', { name: 'ងងឹត' }).click();
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(page.locator('.day')).toHaveText(/^[០-៩]+ \S+ [០-៩]{4} \(\d{4}\)$/);
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark');
  await expect(page.getByRole('button', { name: 'ចាប់ផ្តើមដំណើរទស្សនា' })).toHaveCount(0);
});
