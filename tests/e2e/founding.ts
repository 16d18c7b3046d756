import type { Page } from '@playwright/test';
import { expect } from './house.ts';

/** The invitation on the screen. */
export async function link(page: Page): Promise<string> {
  await expect(page.getByRole('textbox', { name: 'Link' })).toHaveValue(/#\/join\//);
  return page.getByRole('textbox', { name: 'Link' }).inputValue();
}

export async function introduce(page: Page, person: string, seat: string): Promise<void> {
  await page.getByLabel('Your name').fill(person);
  await page.getByLabel('Your seat').fill(seat);
}

interface Place {
  readonly url: string;
  browser(): Promise<{ newPage(): Promise<Page> }>;
}

/** A head of delegation who has just made the invitation to found a workspace. */
export async function inviting(house: Place): Promise<Page> {
  const kh = await (await house.browser()).newPage();
  await kh.goto(`${house.url}/#/found`);
  await kh.getByLabel('Name of the workspace').fill('A border cooperation');
  await kh.getByLabel('Code').nth(0).fill('KH');
  await kh.getByLabel('Code').nth(1).fill('TH');
  await kh.getByLabel(/^Name \(yours\)/).fill('Cambodia');
  await kh.getByLabel('Name', { exact: true }).fill('Thailand');
  await kh.getByRole('button', { name: 'Continue' }).click();
  await introduce(kh, 'Head of KH', 'Head of delegation');
  await kh.getByRole('button', { name: 'Create the invitation' }).click();
  await link(kh);
  return kh;
}

/** Two heads of delegation found a workspace on browsers of their own. */
export async function found(house: Place) {
  const kh = await inviting(house);
  const th = await (await house.browser()).newPage();
  await th.goto(await link(kh));
  await introduce(th, 'Head of TH', 'Head of delegation');
  await th.getByRole('button', { name: 'Take this place' }).click();
  await expect(kh.getByTestId('six-words')).toBeVisible();
  await expect(th.getByTestId('six-words')).toBeVisible();
  return { kh, th };
}

/** The same, with the words confirmed and the workspace open. */
export async function founded(house: Place) {
  const heads = await found(house);
  for (const page of [heads.kh, heads.th])
    await page.getByRole('button', { name: 'They are the same' }).click();
  for (const page of [heads.kh, heads.th])
    await page.getByRole('link', { name: 'Open the workspace' }).click();
  return heads;
}

/** A member whom a head of delegation has invited and let in, at the plan of the workspace. */
export async function admitted(
  house: Place,
  head: Page,
  seen: (at: 'admitted' | 'open', page: Page) => Promise<void> = async () => {},
): Promise<Page> {
  await head.getByRole('link', { name: 'Members' }).click();
  await head.getByRole('button', { name: 'Invite' }).first().click();
  await head.getByRole('button', { name: 'Create invitation' }).click();
  const newcomer = await (await house.browser()).newPage();
  await newcomer.goto(await link(head));
  await introduce(newcomer, 'Malee Srisuk', 'Focal point');
  await newcomer.getByRole('button', { name: 'Ask to be admitted' }).click();
  await head.getByRole('button', { name: 'Admit' }).click();
  await seen('admitted', head);
  await expect(newcomer.getByRole('link', { name: 'Open the workspace' })).toBeVisible();
  await seen('open', newcomer);
  await newcomer.getByRole('link', { name: 'Open the workspace' }).click();
  return newcomer;
}
