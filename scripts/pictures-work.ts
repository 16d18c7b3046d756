/** Scenes in the middle of work: what is looked up, deleted, set apart or concluded on the way. */
import type { Locator, Page } from '@playwright/test';
import { act, atMeetings, begin, DAY_2, inPhase } from '../tests/e2e/meetings.ts';
import { expect, SEED, type House } from '../tests/e2e/house.ts';
import { cell, ready, row, write } from '../tests/e2e/plan.ts';
import { atRoster, inspector, seat, SEAT, side } from '../tests/e2e/roster.ts';
import { picture } from './picture.ts';

const dialog = (page: Page): Locator => page.getByRole('dialog');

async function shut(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
}

async function planWork(house: House): Promise<void> {
  const kh = await house.delegate('KH');
  const th = await house.delegate('TH');
  for (const page of [kh, th]) await ready(page);
  await kh.getByLabel('Status', { exact: true }).selectOption('done');
  await expect(kh.locator('[data-item]')).toHaveCount(0);
  await picture(kh, 'plan-none-match');
  await kh.getByLabel('Status', { exact: true }).selectOption('');
  await cell(kh, '1.1', 'expected').click();
  await kh.keyboard.type(' by Cambodia');
  await write(th, '1.1', 'expected', 'Annex 1 ready for signature');
  await expect(cell(kh, '1.1', 'expected').getByRole('alert')).toBeVisible();
  await picture(kh, 'plan-meanwhile', { at: cell(kh, '1.1', 'expected') });
  await kh.getByRole('alert').getByRole('button').last().click();
  await cell(kh, '1.2', 'agreement').focus();
  await kh.keyboard.press('Enter');
  await kh.getByRole('tab', { name: 'History' }).click();
  await picture(kh, 'plan-history', { tall: false });
  await kh.keyboard.press('Escape');
  await row(kh, '1.4').getByRole('button', { name: 'Acts for item 1.4' }).click();
  await kh.getByRole('menuitem', { name: 'Delete' }).click();
  await kh.getByTestId('deleted').locator('summary').click();
  await picture(kh, 'plan-deleted-list', { at: kh.getByTestId('deleted') });
}

async function rosterWork(house: House): Promise<void> {
  const kh = await atRoster(house, 'KH');
  await kh.getByLabel('Show', { exact: true }).selectOption({ label: 'Acting' });
  await picture(kh, 'roster-none-match');
  await kh.getByLabel('Show', { exact: true }).selectOption({ index: 0 });
  await seat(kh, 'KH', SEAT).getByRole('button').click();
  await inspector(kh).getByRole('tab', { name: 'Holders' }).click();
  await picture(kh, 'roster-holders', { tall: false });
  await inspector(kh).getByTestId('holders').getByRole('button').first().click();
  await picture(kh, 'roster-appointment', { tall: false });
  await shut(kh);
  await inspector(kh)
    .getByRole('tab', { name: /^Open duties/ })
    .click();
  await picture(kh, 'roster-duties', { tall: false });
  await inspector(kh).getByRole('button', { name: 'Edit the seat' }).click();
  await picture(kh, 'roster-seat-edit', { tall: false });
  await dialog(kh).getByLabel('Office', { exact: true }).fill('');
  await dialog(kh).getByRole('button', { name: 'Save' }).click();
  await picture(kh, 'roster-seat-refused', { tall: false });
  await shut(kh);
  await inspector(kh).getByRole('button', { name: 'Close' }).click();
  await side(kh, 'KH').getByRole('button', { name: 'What can be done with Ministry of Interior' }).click();
  await kh.getByRole('menuitem').last().click();
  await picture(kh, 'roster-not-empty', { toasts: true });
  const vacant = 'Member for victim protection';
  await seat(kh, 'KH', vacant).getByRole('button').click();
  await inspector(kh, vacant)
    .getByRole('button', { name: /^What can be done/ })
    .click();
  await kh.getByRole('menuitem').last().click();
  await side(kh, 'KH')
    .getByText(/^Deleted \(/)
    .click();
  await picture(kh, 'roster-deleted', { at: side(kh, 'KH').getByText(/^Deleted \(/) });
}

/** One meeting from its preparation to the day until which a capital is awaited. */
async function meetingWork(house: House): Promise<void> {
  const iom = await atMeetings(house, 'rehearsal', 'IOM');
  await iom.getByRole('link', { name: DAY_2 }).click();
  await expect(inPhase(iom, 'prepared')).toBeVisible();
  const open = async (name: string, shown: string) => {
    await iom.getByRole('button', { name }).first().click();
    await picture(iom, shown, { tall: false });
    await shut(iom);
  };
  await open('Add somebody', 'meeting-attendance');
  await open('Write the heading', 'meeting-heading');
  await begin(iom, 'The chairs opened the meeting.');
  await iom.keyboard.press('Escape');
  await iom.setViewportSize({ width: 390, height: 844 });
  await iom.locator('label', { hasText: /^Agenda$/ }).click();
  await expect(iom.getByTestId('clock')).toBeVisible();
  await picture(iom, 'meeting-clock', { at: iom.getByTestId('clock') });
  await iom
    .getByRole('radiogroup')
    .or(iom.getByRole('group'))
    .getByText('Minutes', { exact: true })
    .first()
    .click();
  await iom.setViewportSize({ width: 1280, height: 900 });
  for (const [what, shown] of [
    ['Note a promise', 'meeting-promise'],
    ['Record outcome', 'meeting-outcome'],
  ] as const) {
    await act(iom, '1 a)', what);
    await picture(iom, shown, { tall: false });
    await shut(iom);
  }
  await open('Draw from the ledger', 'meeting-draw');
  await iom.getByRole('button', { name: /^End the meeting/ }).click();
  await expect(inPhase(iom, 'discussed')).toBeVisible();
  await picture(iom, 'meeting-discussed');
  const kh = await atMeetings(house, 'rehearsal', 'KH');
  await kh.getByRole('link', { name: DAY_2 }).click();
  await kh.locator('label', { hasText: /^As a page$/ }).click();
  await kh.getByRole('button', { name: 'Adopt ad referendum' }).click();
  await picture(kh, 'minutes-ad-referendum', { tall: false });
  await dialog(kh).getByLabel(/until/i).fill('2026-12-20');
  await dialog(kh).getByRole('button', { name: /Sign$/ }).click();
  await expect(kh.getByTestId('awaited')).toBeVisible();
  await picture(kh, 'minutes-awaited', { at: kh.getByTestId('awaited') });
}

async function signingWork(house: House): Promise<void> {
  const page = await (await house.browser()).newPage();
  await page.goto(`${house.url}/#/rehearsal/${SEED}/KH/signing`);
  await page.getByRole('button', { name: 'Open the signature record' }).click();
  await expect(page.getByTestId('record')).toBeVisible();
  await picture(page, 'signing-record');
  for (const field of ['Language versions', 'Signatories', 'Date of signature']) {
    await page.getByRole('button', { name: `Write: ${field}` }).click();
    const name = `signing-edit-${field.toLowerCase().replaceAll(' ', '-')}`;
    await picture(page, name, { at: page.locator(`[data-field="${field}"]`) });
    await page.keyboard.press('Escape');
  }
  await page.goto(`${house.url}/#/sample/${SEED}/KH/timeline`);
  await page.locator('label', { hasText: /^List$/ }).click();
  await picture(page, 'timeline-list');
}

export const WORK_SCENES = { planWork, rosterWork, meetingWork, signingWork };
