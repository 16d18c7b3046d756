import type { Locator, Page } from '@playwright/test';
import { expect, SEED, type House } from './house.ts';
import { sync } from './plan.ts';

export const SEAT = 'Focal point of the Central Cooperation Center';

/** A delegate with a browser of their own at the roster of the sample. */
export async function atRoster(house: House, body: 'KH' | 'TH' | 'IOM', options = {}): Promise<Page> {
  const page = await (await house.browser(options)).newPage();
  await page.goto(`${house.url}/#/sample/${SEED}/${body}/roster`);
  await expect(seat(page, 'KH', SEAT)).toBeVisible();
  await expect(sync(page)).toHaveText('All seen by both');
  return page;
}

export const side = (page: Page, body: string): Locator => page.locator(`[data-side="${body}"]`);
/** A seat in the chart, by its title. */
export const seat = (page: Page, body: string, title: string): Locator =>
  side(page, body).locator('[data-seat]').filter({ hasText: title });
/** What is known of a seat, once it was opened. */
export const inspector = (page: Page, title = SEAT): Locator =>
  page.getByRole('complementary', { name: title });

/** Opens a file on my own side by the menu, as a person would. */
export async function chooseFile(
  page: Page,
  act: string,
  file: { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  await side(page, 'KH')
    .getByRole('button', { name: /^Files: / })
    .click();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('menuitem', { name: act }).click(),
  ]);
  await chooser.setFiles(file);
}

export const file = (name: string, text: string | Buffer) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(text),
});

/** A row that is taken, with a formula in it, and two that are not. */
export const table = () =>
  file(
    'seats.csv',
    [
      'seat,agency,kind,duties,person,person_km,from,to',
      'លេខាធិការ,NCCT,member,"=HYPERLINK(""http://x.example"")",Keo Sreymom,កែវ ស្រីមុំ,2022-10-01,',
      'Wrong,NCCT,minister,,,,,',
      'Backwards,NCCT,member,,A,,2022-03-30,2022-03-01',
      '',
    ].join('\r\n'),
  );
