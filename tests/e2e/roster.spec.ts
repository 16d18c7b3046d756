import { expect, test } from './house.ts';
import { sync } from './plan.ts';
import { atRoster, inspector, seat, SEAT, side } from './roster.ts';

test('a rotation made offline reaches the other Party as one act: the new holder, and who held the seat before', async ({
  house,
}) => {
  const kh = await atRoster(house, 'KH');
  const th = await atRoster(house, 'TH');
  await kh.context().setOffline(true);
  await expect(sync(kh)).toContainText('Offline');

  await seat(kh, 'KH', SEAT).getByRole('button').click();
  await inspector(kh).getByRole('button', { name: 'Rotate' }).click();
  const dialog = kh.getByRole('dialog', { name: `Rotation: ${SEAT}` });
  await expect(dialog).toContainText('Open duties stay with the seat');
  await dialog.getByLabel('Last day').focus();
  await kh.keyboard.type('02312026');
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await expect(dialog).toContainText('There is no such day.');
  await dialog.getByLabel('Last day').fill('2026-10-31');
  await expect(dialog.getByLabel('First day')).toHaveValue('2026-11-01');
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await expect(dialog).toContainText('Name the person in at least one script.');
  await dialog.getByLabel('Who follows').fill('Chea Vannak');
  await dialog.getByLabel('First day').fill('2026-10-15');
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await expect(dialog).toContainText('Somebody holds this seat in that capacity on one of these days.');
  await dialog.getByLabel('First day').fill('2026-11-01');
  await dialog.getByLabel('Able to decide').selectOption({ label: 'Yes' });
  await expect(dialog.getByRole('status')).toHaveText(
    'Sok Dara holds the seat up to and including 31 October 2026. Chea Vannak holds it from 1 November 2026.',
  );
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await expect(dialog).toBeHidden();
  await expect(seat(kh, 'KH', SEAT)).toContainText('Chea Vannak');

  await expect(seat(th, 'KH', SEAT)).toContainText('Sok Dara');
  await seat(th, 'KH', SEAT).getByRole('button').click();
  await expect(inspector(th)).toContainText('Only Cambodia writes this side.');
  for (const name of ['Rotate', 'Edit the seat', 'Appoint'])
    await expect(inspector(th).getByRole('button', { name })).toHaveCount(0);
  await expect(side(th, 'KH').getByRole('button', { name: /^Add / })).toHaveCount(0);

  await kh.context().setOffline(false);
  for (const page of [kh, th]) {
    await expect(seat(page, 'KH', SEAT)).toContainText('Chea Vannak since 1 November 2026 · able to decide');
    await inspector(page).getByRole('tab', { name: 'Holders' }).click();
    const holders = inspector(page).getByTestId('holders').locator('> li');
    await expect(holders).toHaveCount(2);
    await expect(holders.nth(0)).toContainText('Chea Vannak');
    await expect(holders.nth(1)).toContainText('Sok Dara');
    await expect(holders.nth(1)).toContainText('until 31 October 2026');
  }
});

test('vacant seats stand out and are found by filter and table; what is new of the other side is acknowledged', async ({
  house,
}) => {
  const th = await atRoster(house, 'TH');
  await expect(seat(th, 'KH', 'Member for victim protection')).toContainText('Vacant since 1 October 2022');
  await expect(side(th, 'KH').getByTestId('pending')).toBeVisible();
  await side(th, 'KH').getByRole('button', { name: 'Acknowledge all that is shown' }).click();
  await expect(side(th, 'KH').getByTestId('pending')).toHaveCount(0);

  await th.getByText('Table', { exact: true }).click();
  await th.getByText('Not held', { exact: true }).click();
  const table = th.getByRole('table', { name: 'Seats' });
  await expect(table.locator('[data-seat]')).toHaveCount(4);
  await th.getByLabel('Side', { exact: true }).selectOption({ label: 'Thailand' });
  await expect(table.locator('[data-seat]')).toHaveCount(2);
  await table.getByRole('button', { name: 'Member for screening and identification' }).click();
  const shown = inspector(th, 'Member for screening and identification');
  await shown.getByRole('button', { name: 'Appoint', exact: true }).click();
  await th.getByLabel('Who follows').fill('Malee Thongdee');
  await th.getByRole('dialog').getByRole('button', { name: 'Appoint' }).click();
  await expect(shown).toContainText('Malee Thongdee');
  await expect(table.locator('[data-seat]')).toHaveCount(1);
});
