import { readFile } from 'node:fs/promises';
import { expect, test } from './house.ts';
import { sync } from './plan.ts';
import { atRoster, chooseFile, file, inspector, seat, SEAT, side, table } from './roster.ts';

const DUTY = 'ផ្ញើបញ្ជីឈ្មោះអ្នកចូលរួម';

test('a rotation made offline on one side and a duty assigned to the seat on the other both stand: the new holder owes it', async ({
  house,
}) => {
  const kh = await atRoster(house, 'KH');
  const th = await atRoster(house, 'TH');
  await kh.context().setOffline(true);
  await expect(sync(kh)).toContainText('Offline');

  await seat(kh, 'KH', SEAT).getByRole('button').click();
  await inspector(kh).getByRole('button', { name: 'Edit the seat' }).click();
  const form = kh.getByRole('dialog');
  const office = form.getByLabel('Office', { exact: true });
  await office.fill('');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(office).toBeFocused();
  await expect(office).toHaveAccessibleDescription('Please fill this in.');
  await form.getByRole('button', { name: 'Cancel' }).click();
  await inspector(kh).getByRole('button', { name: 'Rotate' }).click();
  const dialog = kh.getByRole('dialog', { name: `Rotation: ${SEAT}` });
  await dialog.getByLabel('Last day').focus();
  await kh.keyboard.type('02312026');
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await expect(dialog).toContainText('There is no such day.');
  await dialog.getByLabel('Last day').fill('2026-10-31');
  await expect(dialog.getByLabel('First day')).toHaveValue('2026-11-01');
  await dialog.getByLabel('Who follows').fill('Chea Vannak');
  await dialog.getByLabel('Name in Khmer').fill('ជា វណ្ណៈ');
  await dialog.getByLabel('First day').fill('2026-10-15');
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await expect(dialog).toContainText('Somebody holds this seat in that capacity on one of these days.');
  await dialog.getByLabel('First day').fill('2026-11-01');
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await expect(dialog).toBeHidden();
  await expect(seat(kh, 'KH', SEAT)).toContainText('Chea Vannak');

  // Meanwhile, where the old holder still stands: not a word on the other's side, but a duty for its seat.
  await expect(seat(th, 'KH', SEAT)).toContainText('Sok Dara');
  await side(th, 'KH').getByRole('button', { name: 'Acknowledge all that is shown' }).click();
  await expect(side(th, 'KH').getByTestId('pending')).toHaveCount(0);
  await seat(th, 'KH', SEAT).getByRole('button').click();
  await expect(inspector(th)).toContainText('Only Cambodia writes this side.');
  for (const name of ['Rotate', 'Edit the seat', 'Appoint'])
    await expect(inspector(th).getByRole('button', { name })).toHaveCount(0);
  await expect(side(th, 'KH').getByRole('button', { name: /^Add / })).toHaveCount(0);
  await inspector(th)
    .getByRole('tab', { name: /^Open duties/ })
    .click();
  await inspector(th).getByLabel('What is to be done').fill(DUTY);
  await inspector(th).getByLabel('By when').fill('by end of November 2026');
  await inspector(th).getByRole('button', { name: 'Assign' }).click();
  await expect(inspector(th).getByRole('link', { name: DUTY })).toBeVisible();

  await kh.context().setOffline(false);
  for (const page of [kh, th]) {
    await expect(seat(page, 'KH', SEAT)).toContainText('Chea Vannak since 1 November 2026');
    await inspector(page).getByRole('tab', { name: 'Open duties (1)' }).click();
    await expect(inspector(page).getByRole('link', { name: DUTY })).toBeVisible();
    await inspector(page).getByRole('tab', { name: 'Holders' }).click();
    const holders = inspector(page).getByTestId('holders').locator('> li');
    await expect(holders.nth(0)).toContainText('Chea Vannak');
    await expect(holders.nth(1)).toContainText('until 31 October 2026');
  }

  // What the other side acknowledged is told apart from what is there now, field by field.
  const pending = side(th, 'KH').getByTestId('pending');
  await pending.getByText('What is new').click();
  const changed = pending.locator('li').filter({ hasText: 'Sok Dara' });
  await expect(changed.locator('dl')).toHaveText(/Last day\s*Now:\s*31 October 2026/);
  await changed.getByRole('button', { name: /^Acknowledge / }).click();
  await expect(pending).toContainText('1 change');
  await pending.getByRole('button', { name: /^Acknowledge all/ }).click();
  await expect(pending).toHaveCount(0);
});

test('a table and cards are shown row by row and written only when told to; what cannot be read is refused in words', async ({
  house,
}) => {
  const kh = await atRoster(house, 'KH');
  await chooseFile(
    kh,
    'Open a table (CSV, Excel, Word)…',
    file('old.csv', Buffer.from([0xff, 0xfe, 0x41, 0])),
  );
  const dialog = kh.getByRole('dialog');
  await expect(dialog.getByRole('alert')).toContainText('The text is not in UTF-8');
  await kh.keyboard.press('Escape');
  await chooseFile(
    kh,
    'Open address cards (vCard)…',
    file('bomb.vcf', `BEGIN:VCARD\r\nVERSION:4.0\r\n${'X-A:b\r\n'.repeat(100_000)}END:VCARD\r\n`),
  );
  await expect(dialog.getByRole('alert')).toContainText(
    'Line 203: A card has more than 200 lines of content.',
  );
  await kh.keyboard.press('Escape');

  const before = await side(kh, 'KH').locator('[data-seat]').count();
  await chooseFile(kh, 'Open a table (CSV, Excel, Word)…', table());
  await expect(dialog.getByRole('status')).toHaveText('1 added, 0 changed, 0 as they are, 2 refused');
  await expect(dialog.locator('[data-row="refused"]').nth(0)).toContainText(
    'Kind of seat: The cell does not hold',
  );
  await expect(dialog.locator('[data-row="refused"]').nth(1)).toContainText('cannot end before it starts');
  await expect(dialog.locator('[data-row="added"]')).toContainText('Duties: begins like a formula.');
  await expect(side(kh, 'KH').locator('[data-seat]')).toHaveCount(before);
  await dialog.getByRole('button', { name: 'Write 1 row' }).click();
  await expect(side(kh, 'KH').locator('[data-seat]')).toHaveCount(before + 1);
  await expect(seat(kh, 'KH', 'លេខាធិការ')).toContainText('Keo Sreymom');

  // Out as cards, and in again: nothing to write.
  const [saved] = await Promise.all([
    kh.waitForEvent('download'),
    (async () => {
      await side(kh, 'KH')
        .getByRole('button', { name: /^Files: / })
        .click();
      await kh.getByRole('menuitem', { name: 'Save as address cards (vCard)' }).click();
    })(),
  ]);
  expect(saved.suggestedFilename()).toMatch(/^Roster-Cambodia-.*\.vcf$/);
  const cards = await readFile(await saved.path());
  await chooseFile(kh, 'Open address cards (vCard)…', file('again.vcf', cards));
  await expect(dialog.getByRole('status')).toContainText('0 added, 0 changed');
  await expect(dialog).toContainText('No row changes anything.');
  await kh.keyboard.press('Escape');

  // The table by keyboard: the seats nobody holds, of one side.
  await kh.getByText('Table', { exact: true }).click();
  await kh.getByLabel('Show', { exact: true }).selectOption({ label: 'Not held' });
  await kh.getByLabel('Side', { exact: true }).selectOption({ label: 'Thailand' });
  await expect(kh.getByRole('table', { name: 'Seats' }).locator('[data-seat]')).toHaveCount(2);
  await kh.getByRole('columnheader', { name: 'Seat', exact: true }).getByRole('button').focus();
  await kh.keyboard.press('Enter');
  await expect(kh.getByRole('columnheader', { name: 'Seat', exact: true })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
});
