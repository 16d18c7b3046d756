/** Every form, menu and editor in its place that a delegate opens on a page of the sample. */
import type { Locator, Page } from '@playwright/test';
import { expect, type House } from '../tests/e2e/house.ts';
import { cell } from '../tests/e2e/plan.ts';
import { sampleAt } from './picture-page.ts';
import { picture } from './picture.ts';

const dialog = (page: Page): Locator => page.getByRole('dialog');
const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click();
const choose = async (page: Page, menu: string | RegExp, act: string): Promise<void> => {
  await press(page, menu);
  await page.getByRole('menuitem', { name: act }).first().click();
};

type Open = (page: Page) => Promise<unknown>;
/** What is opened in a dialog, by the name of its picture. */
type Forms = Readonly<Record<string, Open>>;
/** What is written where it stands: how it is opened, and what is brought into sight. */
type Editors = Readonly<Record<string, readonly [Open, (page: Page) => Locator]>>;

const FORMS: Readonly<Record<string, Forms>> = {
  today: { 'today-promise-form': (page) => press(page, 'Note a promise') },
  roster: {
    'roster-annex-sign': (page) => press(page, 'Agree to Annex 1'),
    'roster-agency-form': (page) => press(page, 'Add an agency'),
    'roster-agency-edit': (page) => choose(page, /Ministry of Interior$/, 'Edit the agency'),
    'roster-seat-form': async (page) => {
      await press(page, 'Add a seat: Ministry of Interior');
      await dialog(page).getByLabel('Languages').fill('km, en, Thai');
      await dialog(page).getByRole('button', { name: 'Add a seat' }).click();
    },
  },
  meetings: { 'meeting-form-sample': (page) => press(page, 'Prepare a meeting') },
  workshop: {
    'workshop-form': (page) => press(page, 'Plan a workshop'),
    'workshop-date-form': (page) => press(page, 'Propose a date'),
    'workshop-line-edit': (page) => choose(page, /^Acts for Each country.s system: investigation/, 'Edit'),
    'workshop-line-form': (page) => press(page, 'Add a line to day 2'),
    'workshop-document-form': (page) => press(page, 'Add a document'),
    'workshop-participant-form': (page) => press(page, 'Add a participant'),
    'workshop-holiday-form': (page) => press(page, /^Add ?: Holiday/),
  },
  articles: {
    'compose-move': (page) => propose(page, '4.11', 'Move…'),
    'compose-renumber': (page) => propose(page, '4.11', 'Renumber…'),
    'compose-keep': (page) => propose(page, '4.11', 'Keep it as it is…'),
    'compose-delete': (page) => propose(page, '4.11', 'Delete…'),
    'compose-renumber-all': (page) => choose(page, 'Propose a change to the whole text', 'Renumber several…'),
  },
};

const EDITORS: Readonly<Record<string, Editors>> = {
  plan: {
    'plan-responsible': [
      (page) => cell(page, '1.2', 'responsible').click(),
      (page) => cell(page, '1.2', 'responsible'),
    ],
    'plan-status': [(page) => cell(page, '1.2', 'status').click(), (page) => cell(page, '1.2', 'status')],
    'plan-title-in-three': [
      (page) => press(page, /In other languages: Period/),
      (page) => page.locator('.period').first(),
    ],
  },
  workshop: Object.fromEntries(
    ['Purpose', 'Host', 'Venue', 'Length', 'When', 'Partners'].map((field) => [
      `workshop-edit-${field.toLowerCase()}`,
      [
        (page: Page) => press(page, `Write: ${field}`),
        (page: Page) => page.locator(`[data-field="${field}"]`),
      ] as const,
    ]),
  ),
};

async function propose(page: Page, number: string, act: string): Promise<void> {
  await page.locator(`[data-provision][data-number="${number}"]`).hover();
  await choose(page, `Propose a change to ${number}`, act);
}

async function forms(house: House): Promise<void> {
  for (const [section, list] of Object.entries(FORMS)) {
    const page = await sampleAt(house, section);
    for (const [name, open] of Object.entries(list)) {
      await open(page);
      await expect(dialog(page)).toBeVisible();
      await picture(page, name, { tall: false });
      await page.keyboard.press('Escape');
      await expect(dialog(page)).toHaveCount(0);
    }
    await page.context().close();
  }
}

async function editors(house: House): Promise<void> {
  for (const [section, list] of Object.entries(EDITORS)) {
    const page = await sampleAt(house, section);
    for (const [name, [open, place]] of Object.entries(list)) {
      await open(page);
      await picture(page, name, { at: place(page) });
      await page.keyboard.press('Escape');
    }
    await page.context().close();
  }
}

export const FORM_SCENES = { forms, editors };
