import { pathToFileURL } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { cell, draft, ready, sync, write } from './plan.ts';
import { expect, test, type House } from './house.ts';

/** Opens the agreement on an item, as a keyboard does. */
async function look(page: Page, number: string): Promise<Locator> {
  await cell(page, number, 'agreement').focus();
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('complementary', { name: `Item ${number}` });
  await expect(inspector).toBeVisible();
  return inspector;
}

/** Signs what the dialog shows. */
async function sign(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: /Sign$/ }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function together(house: House): Promise<{ kh: Page; th: Page }> {
  const kh = await house.delegate('KH');
  const th = await house.delegate('TH');
  for (const page of [kh, th]) {
    await ready(page);
    await expect(sync(page)).toHaveText('All seen by both');
  }
  return { kh, th };
}

const seal = (page: Page, number: string): Locator => cell(page, number, 'agreement').getByTestId('seal');

test('two Parties agree on an item; a letter changed offline shows the change, and the signed text, on both sides', async ({
  house,
}, testInfo) => {
  const { kh, th } = await together(house);
  await draft(kh, '1.1');
  await kh.keyboard.type(' by name');
  await kh.keyboard.press('Escape');
  for (const page of [kh, th]) await expect(seal(page, '1.1')).toHaveAttribute('data-state', 'changed');

  await test.step('one signs exactly the words, and the other is waited for', async () => {
    const inspector = await look(kh, '1.1');
    await inspector.getByRole('button', { name: 'Agree', exact: true }).click();
    const dialog = kh.getByRole('dialog');
    await expect(dialog).toContainText('by name');
    await expect(dialog).toContainText('Cambodia and Thailand');
    await dialog.getByLabel('Mandate (optional)').fill('full powers of 24 August 2022');
    await sign(kh);
    await expect(inspector).toContainText('Waiting for Thailand');
    await kh.keyboard.press('Escape');
    await expect(cell(kh, '1.1', 'agreement')).toBeFocused();
  });

  await test.step('both have signed: agreed', async () => {
    const inspector = await look(th, '1.1');
    await expect(inspector).toContainText('full powers of 24 August 2022');
    await inspector.getByRole('button', { name: 'Agree', exact: true }).click();
    await sign(th);
    for (const page of [kh, th]) await expect(seal(page, '1.1')).toHaveText('Agreed');
    await expect(inspector.getByRole('button', { name: 'Agree', exact: true })).toHaveCount(0);
    await th.keyboard.press('Escape');
  });

  await test.step('one letter, changed offline', async () => {
    await expect(sync(kh)).toHaveText('All seen by both');
    await kh.context().setOffline(true);
    await expect(sync(kh)).toContainText('Offline');
    await draft(kh, '1.1');
    await kh.keyboard.press('Backspace');
    await kh.keyboard.press('Escape');
    await kh.context().setOffline(false);
    for (const page of [kh, th]) {
      await expect(seal(page, '1.1')).toHaveText('Changed since agreed');
      const inspector = await look(page, '1.1');
      const change = inspector.locator('[data-change="activity"]');
      await expect(change.locator('del')).toContainText('name');
      await expect(change.locator('ins')).toContainText('nam');
      await inspector.getByRole('button', { name: 'Show the agreed text' }).click();
      await expect(inspector.getByTestId('agreed-text')).toContainText(
        '"Central Cooperation Center (CCC)" by name',
      );
    }
  });

  await test.step('the agreed words are taken back, and agreed on both sides again', async () => {
    await th.getByRole('button', { name: 'Take the agreed words back' }).click();
    for (const page of [kh, th]) {
      await expect(seal(page, '1.1')).toHaveText('Agreed');
      await expect(cell(page, '1.1', 'activity')).toHaveText(/by name$/);
    }
  });

  await test.step('and leave as a file that proves them', async () => {
    const saved = th.waitForEvent('download');
    // By keyboard: the words about what was just done may lie over it for a while.
    await th.getByRole('button', { name: 'Save proof' }).press('Enter');
    const download = await saved;
    expect(download.suggestedFilename()).toBe('span-proof-Item-1.1.html');
    const path = testInfo.outputPath('proof.html');
    await download.saveAs(path);
    const page = await (await house.browser({ offline: true })).newPage();
    await page.goto(pathToFileURL(path).href);
    await expect(page.locator('main')).toContainText('by name');
    await expect(page.locator('main')).not.toContainText('Not checked');
  });
});

test('a field set apart cannot be signed, and the inspector says why', async ({ house }) => {
  const { kh, th } = await together(house);
  for (const page of [kh, th]) {
    await page.context().setOffline(true);
    await expect(sync(page)).toContainText('Offline');
  }
  await write(kh, '1.2', 'expected', 'Annex 1 by Cambodia');
  await write(th, '1.2', 'expected', 'Annex 1 by Thailand');
  for (const page of [kh, th]) await page.context().setOffline(false);
  for (const page of [kh, th]) {
    await expect(cell(page, '1.2', 'expected')).toContainText('Annex 1 by Thailand');
    await expect(cell(page, '1.2', 'expected')).toContainText('Annex 1 by Cambodia');
    const inspector = await look(page, '1.2');
    await expect(inspector).toContainText('Cannot be signed now: some of these words have been set apart');
    await expect(inspector.getByRole('button', { name: 'Agree', exact: true })).toHaveCount(0);
    await expect(inspector.locator('[data-change="expected"]')).toContainText('Draft of Annex 1 completed');
  }
});

test('TBC is cleared only when both Parties have signed again', async ({ house }) => {
  const { kh, th } = await together(house);
  await cell(kh, '1.4', 'timeframe').click();
  await kh.getByRole('checkbox').first().uncheck();
  await kh.keyboard.press('Enter');
  for (const page of [kh, th]) {
    await expect(seal(page, '1.4')).toHaveText('Changed since agreed');
    const inspector = await look(page, '1.4');
    await expect(inspector).toContainText('It is cleared only when both have signed these words');
    await inspector.getByRole('button', { name: 'Agree', exact: true }).click();
    await sign(page);
  }
  for (const page of [kh, th]) {
    await expect(seal(page, '1.4')).toHaveText('Agreed');
    await expect(cell(page, '1.4', 'timeframe').locator('.tbc')).toHaveCount(0);
  }
});

test('the receiving Party records when it received a notice; both see the day 90 days later; a partner signs nothing', async ({
  house,
}) => {
  const [kh, th, iom] = [await house.delegate('KH'), await house.delegate('TH'), await house.delegate('IOM')];
  for (const page of [kh, th, iom]) {
    await ready(page);
    await page.getByRole('link', { name: 'Signing' }).click();
    await expect(page.getByTestId('ending')).toContainText('Nothing here happens by itself');
    await expect(page.getByTestId('record')).toContainText('Signed for Thailand by Anong Srisai');
  }

  await th.getByRole('button', { name: 'Prepare a notice' }).click();
  await th.getByLabel('Reference of the diplomatic note').fill('MFA 0803/512');
  await th.getByLabel('Sent on').fill('2026-11-20');
  await th.getByRole('button', { name: 'Prepare', exact: true }).click();
  for (const page of [kh, iom]) {
    await expect(page.getByTestId('notice')).toHaveAttribute('data-state', 'prepared');
    await expect(page.getByRole('button', { name: /^Give notice/ })).toHaveCount(0);
  }
  await th.getByRole('button', { name: 'Give notice for Thailand' }).click();
  await expect(th.getByRole('dialog')).toContainText('MFA 0803/512');
  await sign(th);
  for (const page of [kh, th, iom])
    await expect(page.getByTestId('notice')).toHaveAttribute('data-state', 'given');
  for (const page of [th, iom])
    await expect(page.getByRole('button', { name: 'Record receipt' })).toHaveCount(0);

  await kh.getByRole('button', { name: 'Record receipt' }).click();
  await kh.getByLabel('Received on').fill('2026-12-02');
  await expect(kh.getByRole('dialog')).toContainText('2 March 2027');
  await sign(kh);
  for (const page of [kh, th, iom]) {
    await expect(page.getByTestId('effect')).toContainText('2 March 2027');
    await expect(page.getByTestId('effect')).toContainText('Nothing happens by itself on that day');
  }
  await kh.getByLabel('Open cases are concluded or handed over').check();
  await expect(th.getByLabel('Open cases are concluded or handed over')).toBeChecked();

  await test.step('IOM is offered no signature anywhere', async () => {
    await expect(iom.getByRole('button', { name: /Sign|Withdraw|Give notice|receipt/ })).toHaveCount(0);
    await iom.getByRole('link', { name: 'Plan' }).click();
    await ready(iom);
    await draft(iom, '1.3');
    await iom.keyboard.type(' with partners');
    await iom.keyboard.press('Escape');
    await expect(seal(iom, '1.3')).toHaveText('Changed since agreed');
    const inspector = await look(iom, '1.3');
    await expect(inspector.getByRole('button', { name: /Agree|Reject|Reserve|Withdraw/ })).toHaveCount(0);
    await inspector.getByRole('button', { name: 'Put before the Parties' }).click();
    await inspector.getByRole('tab', { name: 'History' }).click();
    await expect(inspector).toContainText('tabled');
  });

  await th.getByRole('button', { name: 'Withdraw the notice' }).click();
  await sign(th);
  for (const page of [kh, th])
    await expect(page.getByTestId('notice')).toHaveAttribute('data-state', 'withdrawn');
});
