import type { Page } from '@playwright/test';
import { answer, atArticles, proposal, provision, seal, text } from './articles.ts';
import { founded } from './founding.ts';
import { expect, SEED, test } from './house.ts';
import { sync } from './plan.ts';

const CENTER = 'The parties agree to establish a Central Cooperation Center for collaboration';
const RIGHTS = 'taking into account the rights and benefits of the victims.';
const FINAL =
  'Any of the Parties may request to terminate the enforcement of this Standard Operating Procedure at any time by notifying the other party in writing through a diplomatic channel. Such termination shall take effect within a period of 90 days after the other party receives the written notice.';

async function seenByBoth(...pages: Page[]): Promise<void> {
  for (const page of pages) await expect(sync(page)).toHaveText('All seen by both');
}

test('points d, e, j, k and o are answered by both, Thailand offline for half of it, and both end with one text', async ({
  house,
}) => {
  const kh = await atArticles(house, 'rehearsal', 'KH');
  const th = await atArticles(house, 'rehearsal', 'TH');
  await seenByBoth(kh, th);
  for (const page of [kh, th]) {
    for (const point of ['2.1 d', '2.1 e', '2.1 j', '2.1 k', '2.1 o'])
      await expect(seal(page, point)).toHaveText('Tabled');
    await expect(provision(page, 'Article 12')).toContainText('Proposed here');
  }

  await test.step('Thailand rejects the first texts of d and e; nothing of them becomes the text', async () => {
    await answer(th, '2.1 d', 'Reject');
    await answer(th, '2.1 e', 'Reject');
    for (const point of ['2.1 d', '2.1 e']) await expect(seal(kh, point)).toHaveText('Rejected by Thailand');
    await expect(provision(kh, '¶ 1').nth(1)).not.toContainText(`${CENTER} for collaboration`);
  });

  await test.step('Thailand goes offline and answers j and k; Cambodia answers k, j and o meanwhile', async () => {
    await th.context().setOffline(true);
    await expect(sync(th)).toContainText('Offline since');
    const signed = await answer(th, '2.1 j', 'Agree');
    expect(signed).toContain('In case a person is returned from one Party');
    await answer(th, '2.1 k', 'Agree', 'full powers of 24 August 2022');
    await expect(sync(th)).toContainText('on this device');
    for (const point of ['2.1 j', '2.1 k']) {
      await expect(seal(th, point)).toHaveText('Waiting for Cambodia');
      await expect(seal(kh, point)).toHaveText('Tabled');
    }
    for (const point of ['2.1 k', '2.1 j', '2.1 o']) {
      await answer(kh, point, 'Agree');
      await expect(seal(kh, point)).toHaveText('Waiting for Thailand');
    }
    await expect(provision(kh, '4.12')).toContainText('In case a person is deported');
  });

  await test.step('Thailand comes back: what both signed apart is agreed on both sides', async () => {
    await th.context().setOffline(false);
    await seenByBoth(kh, th);
    for (const page of [kh, th]) {
      for (const point of ['2.1 j', '2.1 k']) await expect(seal(page, point)).toHaveText('Agreed');
      await expect(provision(page, '4.12')).toContainText('In case a person is returned from one Party');
      await expect(provision(page, '4.13')).toContainText(RIGHTS);
      await expect(provision(page, '4.13')).not.toContainText('If the victim consents');
    }
  });

  await test.step('Article 12 stands in the text once Thailand agrees, too', async () => {
    const signed = await answer(th, '2.1 o', 'Agree');
    expect(signed.replace(/\s+/g, ' ')).toContain(FINAL);
    await expect(proposal(th, '2.1 o')).toBeFocused();
    for (const page of [kh, th]) {
      await expect(seal(page, '2.1 o')).toHaveText('Agreed');
      await expect(
        page.locator('[data-article]').filter({ has: provision(page, 'Article 12') }),
      ).toContainText(FINAL);
    }
  });

  await test.step('what began from the wording before says so, and nobody is offered to agree to it', async () => {
    for (const page of [kh, th]) {
      const everywhere = proposal(page, '2.1 i');
      await expect(everywhere).toContainText(/4\.12 and 4\.13 changed since by 2\.1 j and 2\.1 k/);
      await expect(everywhere.getByRole('button', { name: /^Agree/ })).toHaveCount(0);
    }
  });

  await seenByBoth(kh, th);
  await expect.poll(() => text(kh)).toEqual(await text(th));
  expect(await text(kh)).toContain(` ${FINAL}`);

  await test.step('the ledger shows each Party’s word, and the history its mandate', async () => {
    await kh.getByText('Ledger', { exact: true }).click();
    const row = kh.locator('tr[data-proposal="2.1 k"]');
    for (const party of ['KH', 'TH'])
      await expect(row.locator(`[data-position="${party}"]`)).toContainText('agreed');
    await row.getByRole('button', { name: /^Another wording/ }).click();
    const inspector = kh.getByRole('complementary', { name: 'Proposal 2.1 k' });
    await inspector.getByRole('tab', { name: 'History' }).click();
    await expect(inspector).toContainText('Mandate: full powers of 24 August 2022');
    await kh.keyboard.press('Escape');
    await expect(inspector).toHaveCount(0);
  });
});

test('a partner tables and reads, and is never offered an answer; a reload keeps what was signed', async ({
  house,
}) => {
  const iom = await atArticles(house, 'rehearsal', 'IOM');
  await expect(seal(iom, '2.1 j')).toHaveText('Tabled');
  await expect(iom.getByRole('button', { name: /^Agree/ })).toHaveCount(0);
  await expect(iom.getByText(/^Waiting for/)).toHaveCount(0);
  const kh = await atArticles(house, 'rehearsal', 'KH');
  await answer(kh, '2.1 j', 'Reserve');
  await expect(seal(iom, '2.1 j')).toHaveText('Reserved by Cambodia');
  await kh.reload();
  await expect(seal(kh, '2.1 j')).toHaveText('Reserved by Cambodia');
});

test('an address points at a provision or a proposal, and the sample shows what each clause was', async ({
  house,
}) => {
  const kh = await atArticles(house, 'sample', 'KH');
  const clause = provision(kh, '4.11');
  await expect(clause).toContainText('was 4.12');
  await expect(clause).toContainText('the offender shall be brought into the legal proceeding');
  const id = await clause.getAttribute('data-provision');
  await kh.goto(`${house.url}/#/sample/${SEED}/KH/articles/${id ?? ''}`);
  await expect(kh.locator(`#at-${id ?? ''}`)).toBeFocused();
  await expect(clause).toBeInViewport();
  await expect(clause).toHaveClass(/marked/);
  await expect(provision(kh, 'Article 2')).toBeVisible();
  await expect(kh.getByText('establish/assign')).toBeVisible();
  await expect(kh.getByText('No longer in the text (1)')).toBeVisible();
  await kh.keyboard.press('Escape');
  await kh.locator('body').press('g');
  await kh.locator('body').press('m');
  await expect(kh.getByRole('heading', { name: 'Members' })).toBeVisible();
  await kh.locator('body').press('g');
  await kh.locator('body').press('a');
  await expect(clause).toBeVisible();
});

test('a founded workspace opens an instrument, brings in a text, and begins from it once both agree', async ({
  house,
}) => {
  const { kh, th } = await founded(house);
  for (const page of [kh, th]) await page.getByRole('link', { name: 'Articles' }).click();
  await expect(th.getByRole('heading', { name: 'No instrument yet' })).toBeVisible();
  await kh.getByLabel('Title of the instrument').fill('Agreement on the border');
  await kh.getByRole('button', { name: 'Open an instrument' }).click();
  await expect(th.getByRole('heading', { name: /Agreement on the border/ })).toBeVisible();
  await kh
    .getByRole('textbox', { name: 'The text' })
    .fill('Article 1 Objective\nThe Parties cooperate.\nArticle 2 Center\n2.1 The Parties assign a center.');
  await expect(kh.getByText('2 articles, 2 clauses and paragraphs')).toBeVisible();
  await kh.getByRole('button', { name: 'Put it before the Parties' }).click();
  const name = 'The text the talks begin from';
  for (const page of [th, kh]) {
    await expect(proposal(page, name)).toBeVisible();
    const signed = await answer(page, name, 'Agree');
    expect(signed).toContain('The Parties assign a center.');
  }
  for (const page of [kh, th]) {
    await expect(provision(page, '2.1')).toContainText('The Parties assign a center.');
    await expect(seal(page, name)).toHaveText('Agreed');
  }
});
