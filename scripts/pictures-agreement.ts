/** Scenes of what is agreed: seals in the plan, the signature, Article 12, and the proof that leaves. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { cell, draft, ready, sync } from '../tests/e2e/plan.ts';
import { expect, type House } from '../tests/e2e/house.ts';
import { picture } from './picture.ts';

async function sign(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: /Sign$/ }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function look(page: Page, number: string): Promise<Locator> {
  await cell(page, number, 'agreement').focus();
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('complementary', { name: `Item ${number}` });
  await expect(inspector).toBeVisible();
  return inspector;
}

/** The file as saved, and with one byte of a signature changed, both opened from disk with no network. */
async function proof(house: House, html: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'span-proof-'));
  const context = await house.browser({ offline: true });
  const signature = /"sig(?:nature)?":"([^"]{20})/.exec(html)?.[1];
  const forged = signature === undefined ? html : html.replace(signature, [...signature].reverse().join(''));
  for (const [name, text] of [
    ['proof', html],
    ['proof-refused', forged],
  ] as const) {
    const path = join(folder, `${name}.html`);
    writeFileSync(path, text);
    const page = await context.newPage();
    await page.goto(pathToFileURL(path).href);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(
      name === 'proof' ? /^Verified/ : /^Not verified/,
    );
    await picture(page, name);
  }
  rmSync(folder, { recursive: true });
}

async function planAgreement(house: House): Promise<void> {
  const kh = await house.delegate('KH');
  const th = await house.delegate('TH');
  for (const page of [kh, th]) {
    await ready(page);
    await expect(sync(page)).toHaveText('All seen by both');
  }
  await draft(kh, '1.1');
  await kh.keyboard.type(' by name');
  await kh.keyboard.press('Escape');
  await draft(kh, '1.2');
  await kh.keyboard.type(' and their deputies');
  await kh.keyboard.press('Escape');
  await expect(cell(th, '1.2', 'activity')).toContainText('deputies');
  const first = await look(th, '1.2');
  await first.getByRole('button', { name: 'Agree', exact: true }).click();
  await picture(th, 'plan-sign', { tall: false });
  await sign(th);
  await expect(first).toContainText('Waiting for Cambodia');
  await expect(sync(th)).toHaveText('All seen by both');
  await picture(kh, 'plan-seals');
  await look(kh, '1.1');
  await picture(kh, 'plan-changed', { tall: false });
  await kh.keyboard.press('Escape');
  const inspector = await look(kh, '1.2');
  await inspector.getByRole('button', { name: 'Agree', exact: true }).click();
  await sign(kh);
  await picture(kh, 'plan-agreed', { tall: false });
  const saved = kh.waitForEvent('download');
  await inspector.getByRole('button', { name: 'Save proof' }).click();
  await proof(house, readFileSync(await (await saved).path(), 'utf8'));
}

async function signing(house: House): Promise<void> {
  const kh = await house.delegate('KH');
  const th = await house.delegate('TH');
  for (const page of [kh, th]) {
    await ready(page);
    await page.getByRole('link', { name: 'Signing' }).click();
    await expect(page.getByTestId('record')).toContainText('Signed for Thailand by Anong Srisai');
  }
  await picture(kh, 'signing');
  await th.getByRole('button', { name: 'Prepare a notice' }).click();
  await picture(th, 'signing-prepare', { tall: false });
  await th.getByLabel('Reference of the diplomatic note').fill('MFA 0803/512');
  await th.getByLabel('Sent on').fill('2026-11-20');
  await th.getByRole('button', { name: 'Prepare', exact: true }).click();
  await th.getByRole('button', { name: 'Give notice for Thailand' }).click();
  await sign(th);
  await expect(kh.getByTestId('notice')).toHaveAttribute('data-state', 'given');
  await picture(kh, 'signing-given', { at: kh.getByTestId('ending') });
  await kh.getByRole('button', { name: 'Record receipt' }).click();
  await kh.getByLabel('Received on').fill('2026-12-02');
  await picture(kh, 'signing-receipt', { tall: false });
  await sign(kh);
  await expect(kh.getByTestId('effect')).toContainText('2 March 2027');
  await picture(kh, 'signing-received', { at: kh.getByTestId('notice') });
}

export const AGREEMENT_SCENES = { planAgreement, signing };
