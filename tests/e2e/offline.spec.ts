import { cell, draft, plan, ready, row, sync, write } from './plan.ts';
import { expect, INSTALLED, SEED, test } from './house.ts';

test('both go offline, reload, write the same field and the same text, and come back to one plan and one conflict', async ({
  house,
}) => {
  const kh = await house.delegate('KH', SEED, INSTALLED);
  const th = await house.delegate('TH', SEED, INSTALLED);
  for (const page of [kh, th]) {
    await ready(page);
    await expect(sync(page)).toHaveText('All seen by both');
    // The worker that opens the app offline has taken over.
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.context().setOffline(true);
    await expect(sync(page)).toContainText('Offline since');
    await page.reload();
    await ready(page);
  }
  await write(kh, '1.1', 'expected', 'Annex 1 drafted by Cambodia');
  await write(th, '1.1', 'expected', 'Annex 1 drafted by Thailand');
  await draft(kh, '1.3');
  await kh.keyboard.type(', with Cambodia');
  await kh.keyboard.press('Escape');
  await draft(th, '1.3');
  await th.keyboard.type(', with Thailand');
  await th.keyboard.press('Escape');
  for (const page of [kh, th]) {
    await expect(sync(page)).toContainText('on this device');
    await page.reload();
    await ready(page);
    await expect(cell(page, '1.3', 'activity')).toContainText(', with');
  }
  for (const page of [kh, th]) await page.context().setOffline(false);

  for (const page of [kh, th]) {
    const conflict = cell(page, '1.1', 'expected');
    await expect(conflict).toContainText('Annex 1 drafted by Cambodia');
    await expect(conflict).toContainText('Annex 1 drafted by Thailand');
    await expect(conflict).toContainText('Sok Dara');
    await expect(conflict).toContainText('Anong Srisai');
    await expect(cell(page, '1.3', 'activity')).toContainText(', with Cambodia');
    await expect(cell(page, '1.3', 'activity')).toContainText(', with Thailand');
  }
  await expect.poll(() => plan(kh)).toEqual(await plan(th));

  await cell(th, '1.1', 'expected')
    .getByRole('button', { name: /Cambodia/ })
    .click();
  for (const page of [kh, th]) {
    await expect(cell(page, '1.1', 'expected')).toHaveText('Annex 1 drafted by Cambodia');
    await expect(sync(page)).toHaveText('All seen by both');
  }
  await expect.poll(() => plan(kh)).toEqual(await plan(th));
});

test('deleting never hides what the other wrote meanwhile', async ({ house }) => {
  const kh = await house.delegate('KH');
  const th = await house.delegate('TH');
  for (const page of [kh, th]) {
    await ready(page);
    await expect(sync(page)).toHaveText('All seen by both');
    await page.context().setOffline(true);
    await expect(sync(page)).toContainText('Offline');
  }
  await row(th, '1.2').getByRole('button', { name: 'Acts for item 1.2' }).click();
  await th.getByRole('menuitem', { name: 'Delete' }).click();
  await write(kh, '1.2', 'progress', 'Half of it is done');
  for (const page of [kh, th]) await page.context().setOffline(false);
  for (const page of [kh, th]) {
    await expect(cell(page, '1.2', 'progress')).toHaveText('Half of it is done');
    await expect(page.getByText(/who had not seen/)).toBeVisible();
  }
  await th.getByRole('button', { name: 'Keep', exact: true }).click();
  for (const page of [kh, th]) {
    await expect(page.getByText(/who had not seen/)).toHaveCount(0);
    await expect(cell(page, '1.2', 'progress')).toHaveText('Half of it is done');
  }
});

test('the relay is killed while both type, and comes back: nothing is lost', async ({ house }) => {
  const kh = await house.delegate('KH');
  const th = await house.delegate('TH');
  await ready(kh);
  await ready(th);
  await draft(kh, '1.1');
  await draft(th, '1.4');
  const letters = (tag: string) => Array.from({ length: 40 }, (_, i) => `${tag}${i}`).join(' ');
  const [fromKh, fromTh] = [letters('k'), letters('t')];
  const typing = Promise.all([
    kh.keyboard.type(` ${fromKh}`, { delay: 25 }),
    th.keyboard.type(` ${fromTh}`, { delay: 25 }),
  ]);
  await expect(cell(th, '1.1', 'activity')).toContainText('k5 ');
  await house.kill();
  await expect(sync(kh)).toContainText('Offline');
  await house.start();
  await typing;
  for (const page of [kh, th]) {
    await expect(cell(page, '1.1', 'activity')).toContainText(fromKh);
    await expect(cell(page, '1.4', 'activity')).toContainText(fromTh);
    await expect(sync(page)).toHaveText('All seen by both');
  }
});
