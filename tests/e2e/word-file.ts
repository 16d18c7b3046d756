import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { readDocx, type WordFile } from '../exchange/docx-reader.ts';

/** Saves the minutes as a Word file and opens it, as a program that reads zip archives and XML does. */
export async function wordFile(page: Page, path: string): Promise<WordFile & { readonly name: string }> {
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Save as…/ }).click();
  await page.getByRole('menuitem', { name: 'Word file', exact: true }).click();
  const download = await saved;
  await download.saveAs(path);
  return { ...readDocx(readFileSync(path)), name: download.suggestedFilename() };
}
