import type { House } from '../tests/e2e/house.ts';
import { expect } from '../tests/e2e/house.ts';
import { atWorkshop, date } from '../tests/e2e/workshop.ts';
import { picture } from './picture.ts';

async function workshop(house: House): Promise<void> {
  const kh = await atWorkshop(house, 'KH');
  const th = await atWorkshop(house, 'TH');
  await date(th, '29 November – 1 December')
    .getByRole('button', { name: /^Strike/ })
    .click();
  await th.getByLabel('Reason').fill('December is a busy month');
  await picture(th, 'workshop-strike', { tall: false });
  await th.getByRole('dialog').getByRole('button', { name: 'Strike', exact: true }).click();
  await date(kh, '28–30 November').getByRole('button', { name: /^Put / }).click();
  await kh.locator('[data-field="Venue"] button').first().click();
  await kh.locator('[data-field="Venue"] textarea').fill('Phnom Penh');
  await kh.keyboard.press('Enter');
  await expect(date(kh, '29 November – 1 December')).toContainText('December is a busy month');
  await kh.evaluate(() => scrollTo(0, 0));
  await picture(kh, 'workshop');
  await kh
    .getByTestId('confirmation')
    .getByRole('button', { name: /^Agree/ })
    .first()
    .click();
  await expect(kh.getByRole('dialog')).toBeVisible();
  await picture(kh, 'workshop-confirm', { tall: false });
}

async function timeline(house: House): Promise<void> {
  const kh = await atWorkshop(house, 'KH');
  await kh.getByRole('link', { name: 'Timeline' }).click();
  await expect(kh.locator('[data-event]').first()).toBeVisible();
  await picture(kh, 'timeline');
  await kh.getByText('Year', { exact: true }).click();
  await picture(kh, 'timeline-year');
}

export const WORKSHOP_SCENES = { workshop, timeline };
