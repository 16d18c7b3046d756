import type { Page } from '@playwright/test';
import { answer, atArticles, proposal, provision, retable, seal, settles, text } from './articles.ts';
import { founded } from './founding.ts';
import { expect, INSTALLED, SEED, test } from './house.ts';
import { sync } from './plan.ts';

/** As the minutes of 25 August 2022 quote them under 2.1 d, j, k and o. */
const CENTER =
  'The parties agree to establish/assign a Central Cooperation Center for collaboration stated in the SOP between Parties and their internal agencies';
const RETURNED =
  'In case a person is returned from one Party and subsequently identified as a victim of trafficking by the competent officials of the receiving Party, the competent officials of the receiving Party must notify the other Party of their finding and evidence accordingly. Following this, the offender shall be brought into the legal proceeding.';
const EMBASSY =
  "Competent officials of the destination countries shall contact and inform the suspected victim's Embassy to notify them about the case and to share relevant information on the case, taking into account the rights and benefits of the victims.";
const FINAL =
  'Any of the Parties may request to terminate the enforcement of this Standard Operating Procedure at any time by notifying the other party in writing through a diplomatic channel. Such termination shall take effect within a period of 90 days after the other party receives the written notice.';

async function seenByBoth(...pages: Page[]): Promise<void> {
  for (const page of pages) await expect(sync(page)).toHaveText('All seen by both');
}

/** The agreed text has this line. */
async function reads(page: Page, line: string): Promise<void> {
  await expect.poll(() => text(page)).toContain(line);
}

/** A line drops, and the page is loaded anew from what the device keeps. */
async function dropped(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.context().setOffline(true);
  await expect(sync(page)).toContainText('Offline since');
  await page.reload();
  await expect(provision(page, 'Article 4')).toBeVisible();
  await expect(sync(page)).toContainText('Offline since');
}

test('points d, e, j, k and o come to their recorded outcome, Thailand offline for half of it, and both end with one text', async ({
  house,
}) => {
  test.setTimeout(150_000);
  const kh = await atArticles(house, 'rehearsal', 'KH', INSTALLED);
  const th = await atArticles(house, 'rehearsal', 'TH', INSTALLED);
  await seenByBoth(kh, th);
  const before = await text(kh);
  expect(await text(th)).toEqual(before);
  const untouched = async (...pages: Page[]) => {
    for (const page of pages) expect(await text(page)).toEqual(before);
  };
  for (const page of [kh, th]) {
    for (const point of ['2.1 d', '2.1 e', '2.1 j', '2.1 k', '2.1 o'])
      await expect(seal(page, point)).toHaveText('Tabled');
    await expect(proposal(page, '2.1 j')).toContainText('Lindqvist');
    await expect(provision(page, 'Article 12')).toContainText('Proposed here');
  }

  await test.step('d: Thailand answers with “establish/assign”; Cambodia agrees to Article 12', async () => {
    const signed = await retable(th, '2.1 d', 'Table another text', async (form) => {
      await form.getByLabel('Wording proposed').fill(CENTER);
      await form.getByLabel('What is proposed, in your words').fill('Insert "establish or assign".');
    });
    expect(signed).toContain(CENTER);
    await answer(kh, '2.1 o', 'Agree');
    for (const page of [kh, th]) {
      await expect(seal(page, '2.1 d')).toHaveText('Waiting for Cambodia');
      await expect(seal(page, '2.1 o')).toHaveText('Waiting for Thailand');
    }
    await untouched(kh, th);
    await seenByBoth(kh, th);
  });

  await test.step('Thailand, offline, agrees to j, k and o and answers e with Annex 1', async () => {
    await dropped(th);
    expect(await answer(th, '2.1 j', 'Agree')).toContain('In case a person is returned from one Party');
    await answer(th, '2.1 k', 'Agree', 'full powers of 24 August 2022');
    for (const point of ['2.1 j', '2.1 k']) await expect(seal(th, point)).toHaveText('Waiting for Cambodia');
    await untouched(th);
    expect(await answer(th, '2.1 o', 'Agree')).toContain(FINAL);
    await expect(proposal(th, '2.1 o')).toBeFocused();
    await expect(seal(th, '2.1 o')).toHaveText('Agreed');
    await reads(th, ` ${FINAL}`);
    await answer(th, '2.1 e', 'Reject');
    await expect(seal(th, '2.1 e')).toHaveText('Rejected by Thailand');
    await retable(th, '2.1 e', 'Table another text', async (form) => {
      await form.getByLabel('Where', { exact: true }).selectOption({ label: 'As an article of its own' });
      await expect(form.getByLabel('Behind', { exact: true }).locator('option:checked')).toHaveText(
        /Article 12/,
      );
      await form.getByLabel('Number').fill('Annex 1');
      await form.getByLabel('Title proposed').fill('Details of agencies');
      await form
        .getByLabel('What is proposed, in your words')
        .fill('Put the details of agencies in Annex 1.');
    });
    await expect(seal(th, '2.1 e')).toHaveText('Waiting for Cambodia');
    await expect(sync(th)).toContainText('on this device');
  });

  await test.step('Cambodia has heard nothing of it, and agrees to d, j and k meanwhile', async () => {
    await expect(seal(kh, '2.1 e')).toHaveText('Tabled');
    await expect(seal(kh, '2.1 o')).toHaveText('Waiting for Thailand');
    for (const point of ['2.1 k', '2.1 j']) {
      await expect(seal(kh, point)).toHaveText('Tabled');
      await answer(kh, point, 'Agree');
      await expect(seal(kh, point)).toHaveText('Waiting for Thailand');
    }
    await untouched(kh);
    await answer(kh, '2.1 d', 'Agree');
    await expect(seal(kh, '2.1 d')).toHaveText('Agreed');
    await reads(kh, `¶ 1 ${CENTER}`);
    await expect(seal(th, '2.1 d')).toHaveText('Waiting for Cambodia');
    expect((await text(th)).join()).not.toContain('establish/assign');
  });

  await test.step('Thailand comes back: what both signed apart is agreed on both sides, and e waits for Cambodia', async () => {
    await th.context().setOffline(false);
    await seenByBoth(kh, th);
    for (const page of [kh, th]) {
      for (const point of ['2.1 d', '2.1 j', '2.1 k', '2.1 o'])
        await expect(seal(page, point)).toHaveText('Agreed');
      await expect(seal(page, '2.1 e')).toHaveText('Waiting for Cambodia');
      await reads(page, `4.12 ${RETURNED.replace('shall', 'should')}`);
      expect((await text(page)).join()).not.toContain('Annex 1');
    }
    await answer(kh, '2.1 e', 'Agree');
    for (const page of [kh, th]) {
      await expect(seal(page, '2.1 e')).toHaveText('Agreed');
      await reads(page, 'Annex 1 Details of agencies');
    }
  });

  await test.step('g and i began from the wording before: nobody is offered to agree until they are brought up to date', async () => {
    for (const page of [kh, th]) {
      const everywhere = proposal(page, '2.1 i');
      await expect(everywhere).toContainText(/4\.12 and 4\.13 changed since by 2\.1 j and 2\.1 k/);
      for (const point of ['2.1 g', '2.1 i'])
        await expect(proposal(page, point).getByRole('button', { name: /^Agree/ })).toHaveCount(0);
    }
    const at = [
      ['2.1 g', `4.11 ${RETURNED.replace('shall', 'should')}`],
      ['2.1 i', `4.12 ${EMBASSY}`],
    ] as const;
    for (const [point, line] of at) {
      await retable(kh, point, 'Bring the proposal up to date');
      await expect(seal(th, point)).toHaveText('Waiting for Thailand');
      expect(await text(th)).not.toContain(line);
      await answer(th, point, 'Agree');
      for (const page of [kh, th]) {
        await expect(seal(page, point)).toHaveText('Agreed');
        await reads(page, line);
      }
    }
  });

  await seenByBoth(kh, th);
  await expect.poll(() => text(kh)).toEqual(await text(th));
  const recorded = [
    `¶ 1 ${CENTER}`,
    `4.11 ${RETURNED}`,
    `4.12 ${EMBASSY}`,
    'Article 12 Final Provision',
    ` ${FINAL}`,
    'Annex 1 Details of agencies',
  ];
  for (const page of [kh, th])
    expect((await text(page)).filter((line) => recorded.includes(line))).toEqual(recorded);

  await test.step('the ledger shows each Party’s word, and the history which text each was said of', async () => {
    for (const page of [kh, th]) {
      await page.getByText('Ledger', { exact: true }).click();
      for (const point of ['2.1 d', '2.1 e', '2.1 j', '2.1 k', '2.1 o']) {
        const row = page.locator(`tr[data-proposal="${point}"]`);
        for (const party of ['KH', 'TH'])
          await expect(row.locator(`[data-position="${party}"]`)).toContainText('agreed');
        await expect(row.getByTestId('seal')).toHaveText('Agreed');
      }
      const said = async (point: string, kind: RegExp, words: readonly RegExp[], mandate = '') => {
        await page.locator(`tr[data-proposal="${point}"]`).getByRole('button', { name: kind }).click();
        const inspector = page.getByRole('complementary', { name: `Proposal ${point}` });
        await inspector.getByRole('tab', { name: 'History' }).click();
        await expect(inspector.getByRole('listitem')).toHaveText([...words]);
        await expect(inspector).toContainText(mandate);
        await page.keyboard.press('Escape');
        await expect(inspector).toHaveCount(0);
      };
      await said('2.1 e', /^New provision/, [
        /tabled on version 1.*Sok Dara/s,
        /rejected on version 1.*Anong Srisai/s,
        /agreed on version 2.*Anong Srisai/s,
        /agreed on version 2.*Sok Dara/s,
      ]);
      const mandate = 'Mandate: full powers of 24 August 2022';
      await said('2.1 k', /^Another wording/, [/tabled.*Sok Dara/s, /agreed/, /agreed/], mandate);
    }
  });
});

test('wordings agreed apart by the same two browsers stand in brackets on both sides until both choose one', async ({
  house,
}) => {
  const kh = await atArticles(house, 'rehearsal', 'KH', INSTALLED);
  const th = await atArticles(house, 'rehearsal', 'TH', INSTALLED);
  await seenByBoth(kh, th);
  const [A, B] = ['2.1 j', '2.1 i'];
  const [fromA, fromB] = [
    RETURNED.replace('shall', 'should'),
    RETURNED.replace('is returned', 'is deported'),
  ];
  await answer(kh, A, 'Agree');
  await answer(th, B, 'Agree');
  await expect(seal(th, A)).toHaveText('Waiting for Thailand');
  await expect(seal(kh, B)).toHaveText('Waiting for Cambodia');
  await seenByBoth(kh, th);
  for (const page of [kh, th]) await dropped(page);
  await answer(th, A, 'Agree');
  await answer(kh, B, 'Agree');
  await reads(th, `4.12 ${fromA}`);
  await reads(kh, `4.12 ${fromB}`);
  for (const page of [kh, th]) await page.context().setOffline(false);
  const disputed = (page: Page) =>
    provision(page, '4.12').getByRole('group', { name: /Two wordings were agreed apart/ });
  const inBrackets = async (...pages: Page[]) => {
    for (const page of pages) {
      for (const words of [fromA, fromB]) await expect(disputed(page)).toContainText(`[${words}]`);
      for (const point of [A, B]) await expect(seal(page, point)).toHaveText('Agreed');
    }
  };
  await inBrackets(kh, th);

  await settles(kh, '4.12', '2.1 x', async (form) => {
    for (const words of [fromA, fromB]) await expect(form).toContainText(words);
    await form.getByRole('radio', { name: 'Another wording' }).check();
    await form.getByLabel('Wording proposed').fill(RETURNED);
  });
  await expect(seal(th, '2.1 x')).toHaveText('Waiting for Thailand');
  await inBrackets(kh, th);
  await answer(th, '2.1 x', 'Agree');
  for (const page of [kh, th]) {
    await expect(disputed(page)).toHaveCount(0);
    await reads(page, `4.12 ${RETURNED}`);
    await expect(seal(page, '2.1 x')).toHaveText('Agreed');
  }
  await expect.poll(() => text(kh)).toEqual(await text(th));
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
