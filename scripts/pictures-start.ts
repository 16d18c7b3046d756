/** Scenes before there is a workspace: the first page, founding and joining, and addresses that lead nowhere. */
import type { Page } from '@playwright/test';
import { found, introduce, inviting, link } from '../tests/e2e/founding.ts';
import { expect, SEED, type House } from '../tests/e2e/house.ts';
import { picture } from './picture.ts';

async function first(house: House, options = {}): Promise<Page> {
  const page = await (await house.browser(options)).newPage();
  await page.goto(`${house.url}/`);
  await expect(page.getByRole('heading', { name: 'Found a workspace' })).toBeVisible();
  return page;
}

async function firstScreen(house: House): Promise<void> {
  const page = await first(house);
  await picture(page, 'start-empty');
  const menu = page.locator('.language .trigger');
  await picture(page, 'language-menu', { tall: false, again: () => menu.click() });
  await page.keyboard.press('Escape');
  await page.getByText('As the talks opened').click();
  await page.getByRole('button', { name: 'Scan a code' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
  await picture(page, 'start-scan', { tall: false });
  const forgetful = await house.browser();
  await forgetful.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('A mutation operation was attempted on a database', 'InvalidStateError');
    };
  });
  const none = await forgetful.newPage();
  await none.goto(`${house.url}/`);
  await expect(none.getByRole('heading', { name: 'Found a workspace' })).toBeVisible();
  await picture(none, 'start-keeps-nothing');
}

async function founding(house: House): Promise<void> {
  const kh = await (await house.browser()).newPage();
  await kh.goto(`${house.url}/#/found`);
  await kh.getByRole('button', { name: 'Add a Party' }).click();
  await kh.getByRole('button', { name: 'Add a partner' }).click();
  for (const [i, code] of ['KH', 'KH'].entries()) await kh.getByLabel('Code').nth(i).fill(code);
  await kh.getByRole('button', { name: 'Continue' }).click();
  await picture(kh, 'found-1-refused');
  await kh.reload();
  await kh.getByLabel('Name of the workspace').fill('SOP on law-enforcement cooperation');
  for (const [i, code] of ['KH', 'TH'].entries()) await kh.getByLabel('Code').nth(i).fill(code);
  await kh.getByLabel(/^Name \(yours\)/).fill('Cambodia');
  await kh.getByLabel('Name', { exact: true }).fill('Thailand');
  await picture(kh, 'found-1-parties');
  await kh.getByRole('button', { name: 'Continue' }).click();
  await kh.getByRole('button', { name: 'Create the invitation' }).click();
  await picture(kh, 'found-1-you');
  await introduce(kh, 'Chan Sophea', 'Head of delegation');
  await kh.getByRole('button', { name: 'Create the invitation' }).click();
  const invitation = await link(kh);
  await picture(kh, 'found-2-invitation');
  const th = await (await house.browser()).newPage();
  await th.goto(invitation);
  await expect(th.getByLabel('Your name')).toBeVisible();
  await picture(th, 'join-party');
  await introduce(th, 'Narin Wattana', 'Head of delegation');
  await th.getByRole('button', { name: 'Take this place' }).click();
  for (const page of [kh, th]) await expect(page.getByTestId('six-words')).toBeVisible();
  await picture(kh, 'found-3-words');
  await kh.getByRole('button', { name: 'They are the same' }).click();
  await picture(kh, 'found-3-confirmed');
  await th.getByRole('button', { name: 'They are the same' }).click();
  await expect(kh.getByRole('link', { name: 'Open the workspace' })).toBeVisible();
  await picture(kh, 'found-4-founded');
  for (const page of [kh, th]) await page.getByRole('link', { name: 'Open the workspace' }).click();
  await expect(kh.getByText('No plan yet')).toBeVisible();
  await picture(kh, 'plan-empty');
  await kh.goto(`${house.url}/`);
  await expect(kh.getByText('Chan Sophea')).toBeVisible();
  await picture(kh, 'start-founded');
}

async function joining(house: House): Promise<void> {
  const { kh, th } = await found(house);
  for (const page of [kh, th]) await page.getByRole('button', { name: 'They are the same' }).click();
  await th.getByRole('link', { name: 'Open the workspace' }).click();
  await th.getByRole('link', { name: 'Members' }).click();
  await th.getByRole('button', { name: 'Invite' }).first().click();
  await picture(th, 'members-invite', { tall: false });
  await th.getByRole('button', { name: 'Create invitation' }).click();
  const invitation = await link(th);
  await picture(th, 'members-invited');
  const newcomer = await (await house.browser()).newPage();
  await newcomer.goto(invitation);
  await newcomer.getByRole('button', { name: 'Ask to be admitted' }).click();
  await picture(newcomer, 'join-member');
  await introduce(newcomer, 'Malee Srisuk', 'Focal point');
  await newcomer.getByRole('button', { name: 'Ask to be admitted' }).click();
  await expect(newcomer.getByTestId('six-words')).toBeVisible();
  await picture(newcomer, 'join-asking');
  await expect(th.getByTestId('six-words')).toBeVisible();
  await picture(th, 'members-asked');
  await th.getByRole('button', { name: 'Refuse' }).click();
  await expect(newcomer.getByRole('alert')).toBeVisible();
  await picture(newcomer, 'join-not-admitted');
  await picture(th, 'members-refused');

  const apart = await inviting(house);
  const other = await (await house.browser()).newPage();
  await other.goto(await link(apart));
  await introduce(other, 'Narin Wattana', 'Head of delegation');
  await other.getByRole('button', { name: 'Take this place' }).click();
  await apart.getByRole('button', { name: 'They differ' }).click();
  await picture(apart, 'found-3-differ');
}

/** Addresses that lead nowhere, and one to which no browser gives keys. */
async function nowhere(house: House): Promise<void> {
  const page = await (await house.browser()).newPage();
  await page.goto(`${house.url}/#/join/broken`);
  await expect(page.getByRole('alert')).toBeVisible();
  await picture(page, 'join-refused');
  await page.goto(`${house.url}/#/w/nothing-of-ours/plan`);
  await expect(page.getByRole('alert')).toBeVisible();
  await picture(page, 'lost-workspace');
  for (const [section, missing] of [
    ['library', 'not known here'],
    ['meetings', 'meeting is not here'],
  ] as const) {
    await page.goto(`${house.url}/#/sample/${SEED}/KH/${section}/nothing-of-ours`);
    await expect(page.getByText(new RegExp(missing, 'i'))).toBeVisible();
    await picture(page, `lost-in-${section}`);
  }
  const plain = await (await house.browser()).newPage();
  await plain.route('http://span.test/**', async (route) => {
    const url = route.request().url().replace('http://span.test', house.url);
    await route.fulfill({ response: await route.fetch({ url }) });
  });
  await plain.goto('http://span.test/');
  await expect(plain.getByRole('alert')).toBeVisible();
  await picture(plain, 'lost-without-https');
}

export const START_SCENES = { firstScreen, founding, joining, nowhere };
