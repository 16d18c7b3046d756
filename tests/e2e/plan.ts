import type { Locator, Page } from '@playwright/test';
import { expect } from './house.ts';

export type Column =
  | 'number'
  | 'activity'
  | 'responsible'
  | 'timeframe'
  | 'expected'
  | 'status'
  | 'progress'
  | 'agreement'
  | 'where';

/** Row of an item, by its number. */
export const row = (page: Page, number: string): Locator =>
  page.locator('[data-item]').filter({
    has: page.locator('[data-column="number"]', {
      hasText: new RegExp(`^\\s*${number.replace('.', '\\.')}`),
    }),
  });

export const cell = (page: Page, number: string, column: Column): Locator =>
  row(page, number).locator(`[data-column="${column}"]`);

/** The plan is there, and so is the relay. */
export async function ready(page: Page): Promise<void> {
  await expect(cell(page, '1.4', 'activity')).toBeVisible();
}

export const sync = (page: Page): Locator => page.getByTestId('sync');

/** Begins to write where the cell is a drafted text; the caret goes to its end. */
export async function draft(page: Page, number: string): Promise<Locator> {
  await cell(page, number, 'activity').click();
  const editor = cell(page, number, 'activity').locator('.cm-content');
  await expect(editor).toBeFocused();
  await page.keyboard.press('Control+End');
  return editor;
}

/** Writes a plain cell anew. */
export async function write(page: Page, number: string, column: Column, text: string): Promise<void> {
  await cell(page, number, column).click();
  const box = cell(page, number, column).locator('textarea, input').first();
  await expect(box).toBeFocused();
  await box.fill(text);
  await page.keyboard.press('Enter');
  await expect(cell(page, number, column).locator('textarea')).toHaveCount(0);
}

/** The words of the whole plan as a reader of the screen has them, without marks that differ by Party. */
export async function plan(page: Page): Promise<string[][]> {
  return page
    .locator('[data-item]')
    .evaluateAll((rows) =>
      rows.map((item) =>
        ['number', 'activity', 'responsible', 'timeframe', 'expected', 'status', 'progress'].map(
          (column) =>
            item
              .querySelector<HTMLElement>(`[data-column="${column}"]`)
              ?.innerText.replace(/\s+/g, ' ')
              .trim() ?? '',
        ),
      ),
    );
}
