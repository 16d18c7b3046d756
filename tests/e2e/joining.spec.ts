import type { Page } from '@playwright/test';
import { found, introduce, link } from './founding.ts';
import { expect, test } from './house.ts';

const words = (page: Page) => page.getByTestId('six-words').locator('.word').allInnerTexts();

test('two heads of delegation found a workspace: same six words, both confirm, one plan', async ({
  house,
}) => {
  const { kh, th } = await found(house);
  expect(await words(kh)).toHaveLength(6);
  expect(await words(th)).toEqual(await words(kh));
  await kh.getByRole('button', { name: 'They are the same' }).click();
  await expect(th.getByText('confirmed', { exact: true })).toBeVisible();
  await th.getByRole('button', { name: 'They are the same' }).click();
  for (const page of [kh, th]) await page.getByRole('link', { name: 'Open the workspace' }).click();
  await expect(th.getByText('No plan yet')).toBeVisible();
  await kh.getByRole('button', { name: 'Add a plan' }).first().click();
  await kh.getByRole('dialog').getByLabel('Title').fill('Next steps');
  await kh.getByRole('dialog').getByLabel('Period').fill('2023');
  await kh.getByRole('dialog').getByRole('button', { name: 'Add a plan' }).click();
  await expect(th.getByRole('heading', { name: 'Next steps' })).toBeVisible();
  await expect(th.getByTestId('sync')).toHaveText('All seen by both');
});

test('a delegate joins by an invitation, with the same six words on both screens; it serves once', async ({
  house,
}) => {
  const { kh, th } = await found(house);
  for (const page of [kh, th]) await page.getByRole('button', { name: 'They are the same' }).click();
  for (const page of [kh, th]) await page.getByRole('link', { name: 'Open the workspace' }).click();
  await th.getByRole('link', { name: 'Members' }).click();
  await th.getByRole('button', { name: 'Invite' }).first().click();
  await th.getByRole('button', { name: 'Create invitation' }).click();
  const invitation = await link(th);

  const newcomer = await (await house.browser()).newPage();
  await newcomer.goto(`${house.url}/`);
  await newcomer.getByLabel('Invitation link').fill(invitation);
  await newcomer.getByRole('button', { name: 'Open invitation' }).click();
  await expect(newcomer.getByText('You are invited to A border cooperation')).toBeVisible();
  await introduce(newcomer, 'A focal point', 'Focal point');
  await newcomer.getByRole('button', { name: 'Ask to be admitted' }).click();
  await expect(th.getByText('A focal point, Focal point, asks to be admitted')).toBeVisible();
  expect(await words(th)).toEqual(await words(newcomer));
  await newcomer.reload();
  await expect(newcomer.getByTestId('six-words')).toBeVisible();
  expect(await words(newcomer)).toEqual(await words(th));
  await th.getByRole('button', { name: 'Admit' }).click();
  await newcomer.getByRole('link', { name: 'Open the workspace' }).click();
  await expect(newcomer.getByText('No plan yet')).toBeVisible();
  await kh.getByRole('link', { name: 'Members' }).click();
  await expect(kh.getByText('A focal point')).toBeVisible();

  const second = await (await house.browser()).newPage();
  await second.goto(invitation);
  await expect(second.getByText('This invitation has been used already.')).toBeVisible();
  const edited = await (await house.browser()).newPage();
  await edited.goto(`${invitation.slice(0, -60)}${'A'.repeat(60)}`);
  await expect(edited.getByText(/is not an invitation Span can read|was changed on its way/)).toBeVisible();
});

test('a founding goes on after a reload', async ({ house }) => {
  const { kh, th } = await found(house);
  const before = await words(th);
  for (const page of [th, kh]) {
    await page.reload();
    await expect(page.getByTestId('six-words')).toBeVisible();
    expect(await words(page)).toEqual(before);
  }
  for (const page of [kh, th]) await page.getByRole('button', { name: 'They are the same' }).click();
  for (const page of [kh, th]) await page.getByRole('link', { name: 'Open the workspace' }).click();
  await expect(th.getByText('No plan yet')).toBeVisible();
});
