/** Scenes of the articles: read, answered, drafted, translated. */
import type { Locator, Page } from '@playwright/test';
import { answer, atArticles, proposal, provision, seal } from '../tests/e2e/articles.ts';
import { founded } from '../tests/e2e/founding.ts';
import { expect, INSTALLED, type House } from '../tests/e2e/house.ts';
import { sync } from '../tests/e2e/plan.ts';
import { forReadme, picture, show } from './picture.ts';

const dialog = (page: Page): Locator => page.getByRole('dialog');
const draftCards = (page: Page): Locator => page.locator('[data-draft]');

async function seenByBoth(...pages: Page[]): Promise<void> {
  for (const page of pages) await expect(sync(page)).toHaveText('All seen by both');
}

async function propose(page: Page, number: string, act: string | RegExp): Promise<void> {
  await provision(page, number).hover();
  await provision(page, number)
    .getByRole('button', { name: /^Propose a change to/ })
    .click();
  await page.getByRole('menuitem', { name: act }).click();
}

async function signs(page: Page): Promise<void> {
  await dialog(page).last().getByRole('button', { name: /Sign$/ }).click();
  await expect(dialog(page)).toHaveCount(0);
}

async function agrees(page: Page, point: string): Promise<void> {
  await proposal(page, point)
    .getByRole('button', { name: /^Agree/ })
    .click();
  await signs(page);
}

async function point(page: Page, words: string): Promise<void> {
  const field = draftCards(page).first().locator('[data-field="point"]');
  await field.getByRole('button').click();
  await field.locator('textarea').fill(words);
  await page.keyboard.press('Enter');
  await expect(field).toContainText(words);
}

async function rehearsal(house: House): Promise<void> {
  const kh = await atArticles(house, 'rehearsal', 'KH');
  // Offline it is pictured in languages it has not fetched before.
  const th = await atArticles(house, 'rehearsal', 'TH', INSTALLED);
  await th.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await seenByBoth(kh, th);
  await picture(kh, 'articles');
  await proposal(kh, '2.1 k')
    .getByRole('button', { name: /^Agree/ })
    .click();
  await expect(dialog(kh)).toBeVisible();
  await picture(kh, 'articles-sign', { tall: false });
  await kh.keyboard.press('Escape');

  await answer(th, '2.1 j', 'Agree', 'Full powers of 24 August 2022');
  await answer(th, '2.1 d', 'Reject');
  await answer(th, '2.1 e', 'Agree');
  await answer(kh, '2.1 e', 'Reserve');
  await answer(th, '2.1 k', 'Agree', 'Full powers of 24 August 2022');
  await answer(kh, '2.1 k', 'Agree');
  await expect(seal(th, '2.1 k')).toHaveText('Agreed');
  await seenByBoth(kh, th);
  await kh.mouse.move(0, 0);
  await kh.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (const [name, place] of [
    ['articles-behind', proposal(kh, '2.1 i')],
    ['articles-waiting', proposal(kh, '2.1 j')],
    ['articles-contested', proposal(kh, '2.1 d')],
  ] as const)
    await picture(kh, name, { at: place });
  await proposal(kh, '2.1 i').getByRole('button', { name: 'Bring the proposal up to date' }).click();
  await picture(kh, 'articles-renew', { tall: false });
  await kh.keyboard.press('Escape');
  await show(provision(kh, '4.12'));
  // The one that the README shows.
  await kh.setViewportSize({ width: 1280, height: 800 });
  await forReadme(kh, 'articles');
  await proposal(kh, '2.1 j')
    .getByRole('button', { name: /^Positions and history/ })
    .click();
  const inspector = kh.getByRole('complementary');
  await expect(inspector).toContainText('Full powers');
  await picture(kh, 'articles-positions', { tall: false });
  await kh.getByRole('tab', { name: 'History' }).click();
  await picture(kh, 'articles-history', { tall: false });
  await kh.keyboard.press('Escape');
  await kh.getByText('Ledger', { exact: true }).click();
  await expect(kh.getByRole('row').nth(1)).toBeVisible();
  await kh.evaluate(() => scrollTo(0, 0));
  await picture(kh, 'ledger');

  await th.context().setOffline(true);
  await expect(sync(th)).toContainText('Offline');
  await answer(th, '2.1 o', 'Agree');
  await expect(sync(th)).toContainText('on this device');
  await picture(th, 'articles-offline', { at: proposal(th, '2.1 o') });
}

async function drafts(house: House): Promise<void> {
  const kh = await atArticles(house, 'sample', 'KH');
  const th = await atArticles(house, 'sample', 'TH');
  await propose(kh, '4.11', 'Another wording');
  await expect(draftCards(kh).first().locator('.cm-content')).toBeFocused();
  await kh.keyboard.press('Control+End');
  await kh.keyboard.type(' This holds in accordance with the law of each Party.');
  await expect(draftCards(kh).first().locator('ins')).toContainText('in accordance with');
  await seenByBoth(kh, th);
  await picture(kh, 'draft');
  await picture(th, 'draft-at-the-other');
  await th.locator('label', { hasText: 'Waiting for Thailand' }).click();
  await picture(th, 'articles-none-match');
  await th.locator('label', { hasText: /^All$/ }).click();
  await kh.keyboard.press('Enter');
  await draftCards(kh).first().getByRole('button', { name: 'Show to everybody' }).click();
  await picture(kh, 'draft-share', { tall: false });
  await kh.keyboard.press('Escape');
  await point(kh, '2.1 p');
  await draftCards(kh).first().getByRole('button', { name: 'Table', exact: true }).click();
  await proposal(th, '2.1 p').getByRole('button', { name: 'Table another text' }).click();
  const words = dialog(th).getByLabel('Wording proposed');
  await words.fill((await words.inputValue()).replace('in accordance with', 'subject to'));
  await picture(th, 'counter', { tall: false });
  await th.keyboard.press('Escape');

  await kh.getByRole('button', { name: 'Propose a change to the whole text' }).click();
  await picture(kh, 'propose-menu', { tall: false });
  await kh.getByRole('menuitem', { name: /^Replace words throughout/ }).click();
  await dialog(kh).getByLabel('Words to look for').fill('shall');
  await dialog(kh).getByLabel('What they become').fill('must');
  await dialog(kh).getByRole('button', { name: 'Take all' }).click();
  await picture(kh, 'everywhere', { tall: false });
  await kh.keyboard.press('Escape');
  await provision(kh, '4.12')
    .getByRole('button', { name: /^Propose a change to/ })
    .click();
  await picture(kh, 'clause-menu', { at: provision(kh, '4.12') });
  await kh.keyboard.press('Escape');
}

/** Two wordings agreed by people who had not seen the other agreement. */
async function apart(house: House): Promise<void> {
  const kh = await atArticles(house, 'sample', 'KH');
  const th = await atArticles(house, 'sample', 'TH');
  const away = [await atArticles(house, 'sample', 'KH'), await atArticles(house, 'sample', 'TH')];
  for (const [name, words] of [
    ['2.1 u', ' At once.'],
    ['2.1 v', ' Within a week.'],
  ] as const) {
    await propose(kh, '4.12', 'Another wording');
    await kh.keyboard.press('Control+End');
    await kh.keyboard.type(words);
    await kh.keyboard.press('Enter');
    await point(kh, name);
    await draftCards(kh).first().getByRole('button', { name: 'Table', exact: true }).click();
    await expect(draftCards(kh)).toHaveCount(0);
  }
  for (const page of away) {
    await expect(proposal(page, '2.1 v')).toContainText('Within a week.');
    await page.context().setOffline(true);
    await expect(sync(page)).toContainText('Offline');
  }
  await picture(kh, 'articles-colliding', { at: proposal(kh, '2.1 u') });
  for (const page of [kh, th]) await agrees(page, '2.1 u');
  for (const page of away) await agrees(page, '2.1 v');
  for (const page of away) await page.context().setOffline(false);
  for (const words of ['At once.', 'Within a week.'])
    await expect(provision(kh, '4.12').locator('[data-language="en"]')).toContainText(words, {
      timeout: 15_000,
    });
  await picture(kh, 'articles-apart', { at: provision(kh, '4.12') });
  await propose(kh, '4.12', 'Choose between the wordings…');
  await picture(kh, 'articles-settle', { tall: false });
  await kh.keyboard.press('Escape');
}

const TRANSLATED = {
  Khmer:
    'មន្ត្រីមានសមត្ថកិច្ចនៃប្រទេសគោលដៅត្រូវទាក់ទង និងជូនដំណឹងដល់ស្ថានទូតរបស់ជនសង្ស័យថារងគ្រោះអំពីសំណុំរឿង និងចែករំលែកព័ត៌មានពាក់ព័ន្ធនឹងសំណុំរឿងនោះ ដោយគិតគូរដល់សិទ្ធិ និងអត្ថប្រយោជន៍របស់ជនរងគ្រោះ។',
  Thai: 'เจ้าหน้าที่ผู้มีอำนาจของประเทศปลายทางต้องติดต่อและแจ้งสถานเอกอัครราชทูตของผู้ที่สงสัยว่าเป็นผู้เสียหายให้ทราบถึงคดี และแบ่งปันข้อมูลที่เกี่ยวข้องกับคดี โดยคำนึงถึงสิทธิและประโยชน์ของผู้เสียหาย',
} as const;

async function languages(house: House): Promise<void> {
  const kh = await atArticles(house, 'sample', 'KH');
  const th = await atArticles(house, 'sample', 'TH');
  const clause = (page: Page) => provision(page, '4.12');
  for (const page of [kh, th])
    for (const language of ['Khmer', 'Thai'])
      await page.getByRole('button', { name: language, exact: true }).click();
  for (const [page, code, words] of [
    [kh, 'km', TRANSLATED.Khmer],
    [th, 'th', TRANSLATED.Thai],
  ] as const) {
    await clause(page)
      .locator(`[data-translation="${code}"]`)
      .getByRole('button', { name: /^Begin/ })
      .click();
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
  }
  for (const page of [th, kh]) {
    await expect(clause(page)).toContainText(TRANSLATED.Khmer);
    await clause(page)
      .locator('[data-translation="km"]')
      .getByRole('button', { name: /^Review and sign/ })
      .click();
    if (page === th) await picture(th, 'translation-sign', { tall: false });
    await signs(page);
  }
  await expect(clause(kh).getByTestId('seal').first()).toHaveAttribute('data-state', 'agreed');
  await kh.mouse.move(0, 0);
  await picture(kh, 'languages', { at: clause(kh) });

  await clause(kh).hover();
  await clause(kh)
    .getByRole('button', { name: /^Propose a change to/ })
    .click();
  await kh.getByRole('menuitem', { name: 'Another wording' }).click();
  await kh.keyboard.press('Control+End');
  await kh.keyboard.type(' At once.');
  await kh.keyboard.press('Enter');
  await point(kh, '2.1 s');
  await draftCards(kh).first().getByRole('button', { name: 'Table and agree' }).click();
  await signs(kh);
  await agrees(th, '2.1 s');
  await expect(clause(kh).getByTestId('stale').first()).toContainText('To review');
  await kh.mouse.move(0, 0);
  await picture(kh, 'languages-to-review', { at: clause(kh) });
  await clause(kh).hover();
  await clause(kh)
    .getByRole('button', { name: /^History/ })
    .click();
  await expect(dialog(kh)).toContainText('Compare two wordings');
  await picture(kh, 'clause-history', { tall: false });
}

async function emptyStates(house: House): Promise<void> {
  const { kh, th } = await founded(house);
  for (const name of ['Articles', 'Signing']) {
    await th.getByRole('link', { name }).click();
    await expect(th.getByRole('heading', { level: 1 })).toBeVisible();
    await picture(th, `${name.toLowerCase()}-empty`);
  }
  await kh.getByRole('link', { name: 'Articles' }).click();
  await kh.getByLabel('Title of the instrument').fill('Agreement on the border');
  await kh.getByRole('button', { name: 'Open an instrument' }).click();
  await expect(kh.getByRole('textbox', { name: 'The text' })).toBeVisible();
  await picture(kh, 'articles-without-text');
  await kh
    .getByRole('textbox', { name: 'The text' })
    .fill('Article 1 Objective\nThe Parties cooperate.\nArticle 2 Center\n2.1 The Parties assign a center.');
  await picture(kh, 'articles-import');
}

export const ARTICLE_SCENES = { rehearsal, drafts, apart, languages, emptyStates };
