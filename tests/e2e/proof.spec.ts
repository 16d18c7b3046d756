import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import { bundleProofPage } from '../../scripts/proof-page.ts';
import { fileOf, type ProofPage } from '../../src/exchange/proof/file.ts';
import { embed, type Proof } from '../../src/exchange/proof/proof.ts';
import { CHECK_WORDS, checkWords } from '../../src/texts/proof.ts';
import { forgeries, type Forgery } from '../exchange/forgeries.ts';
import { agreedTable, CLAUSE } from '../exchange/table.ts';

interface Desk {
  readonly proof: Proof;
  readonly forged: readonly Forgery[];
  readonly bundle: ProofPage;
  /** Writes a file to disk and opens it by `file:`, with no network. Gives everything it asked for. */
  open(html: string): Promise<readonly string[]>;
}

const test = base.extend<{ desk: Desk }, { made: Pick<Desk, 'proof' | 'forged' | 'bundle'> }>({
  made: [
    // Playwright reads what a fixture needs off this pattern.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const { page: bundle } = await bundleProofPage();
      await use({ ...(await forgeries()), bundle });
    },
    { scope: 'worker' },
  ],
  desk: async ({ page, context, made }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'span-proof-'));
    await context.setOffline(true);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await use({
      ...made,
      open: async (html) => {
        const path = join(folder, 'proof.html');
        writeFileSync(path, html);
        asked.length = 0;
        await page.goto(pathToFileURL(path).href);
        return asked;
      },
    });
    rmSync(folder, { recursive: true });
  },
});

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const WORDING = /In case a person is returned from one Party/;

test('a proof opened from disk with no network shows the agreed words, who signed them, and that all of it holds', async ({
  page,
  desk,
}) => {
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  const asked = await desk.open(fileOf(desk.proof, desk.bundle));
  await expect(heading(page)).toHaveText('Verified. Cambodia and Thailand agreed on these words.');
  await expect(page.locator('.wording')).toHaveText(CLAUSE.changes[0]!.to.text);
  await expect(page.locator('.signatures > li')).toHaveText([
    /Cambodia.*Agreed.*Sok Dara.*25 August 2022, 08:47 UTC.*Full powers of 24 August 2022/i,
    /Thailand.*Agreed.*Anong Srisai.*25 August 2022, 08:48 UTC/i,
  ]);
  await expect(page.locator('.checks > li')).toHaveCount(Object.keys(CHECK_WORDS).length);
  await expect(page.locator('.checks > li.held')).toHaveCount(Object.keys(CHECK_WORDS).length);
  await expect(page.getByText(desk.bundle.scriptHash)).toBeVisible();
  await expect(page.getByText('A name given by this file; nobody signed it.')).toBeVisible();
  await expect(page.getByText('Whether a Party has taken its word back since')).toBeVisible();
  expect(asked).toHaveLength(1);
  expect(complaints).toEqual([]);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test('tampered with in any way, it says which check failed and does not show the text', async ({
  page,
  desk,
}) => {
  expect(desk.forged.length).toBeGreaterThanOrEqual(10);
  for (const { what, check, problem, carried } of desk.forged) {
    await test.step(what, async () => {
      const true_ = fileOf(desk.proof, desk.bundle);
      await desk.open(true_.replace(embed(desk.proof), () => carried));
      await expect(heading(page)).toHaveText('Not verified. This file does not prove an agreement.');
      const failed = page.locator('.checks > li.failed');
      await expect(failed).toHaveCount(1);
      await expect(failed.locator('strong')).toHaveText(CHECK_WORDS[check][0]);
      const someone = checkWords({ check, state: 'failed', detail: { problem, of: '\0' } });
      for (const part of someone.split('\0'))
        await expect(page.locator('.failure')).toContainText(part.trim());
      await expect(page.getByText(WORDING)).toHaveCount(0);
      await expect(page.locator('.signatures')).toHaveCount(0);
    });
  }
});

test('with another script in it, the browser runs none and the page says that nothing is checked', async ({
  page,
  desk,
}) => {
  const file = fileOf(desk.proof, desk.bundle);
  await desk.open(file.replace('(function(){', '(function(){/**/'));
  await expect(heading(page)).toHaveText('Not checked');
  await expect(page.getByText(WORDING)).toHaveCount(0);
});

test('a browser that does not know the signatures says so, and says nothing about the file', async ({
  page,
  desk,
}) => {
  await page.addInitScript(() => {
    const { importKey } = SubtleCrypto.prototype;
    // As browsers did before they learnt Ed25519.
    SubtleCrypto.prototype.importKey = function (this: SubtleCrypto, ...given: Parameters<typeof importKey>) {
      const { name } = given[2] as { name?: string };
      if (name === 'Ed25519')
        return Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'));
      return importKey.apply(this, given);
    } as typeof importKey;
  });
  await desk.open(fileOf(desk.proof, desk.bundle));
  await expect(heading(page)).toHaveText('Not verified. This browser cannot check the signatures.');
  await expect(page.getByText('Nothing is said here about the file itself.')).toBeVisible();
  await expect(page.getByText(WORDING)).toHaveCount(0);
});

test('what was signed becomes no markup, and Khmer and Thai keep their language', async ({ page, desk }) => {
  const { table, kh, th } = await agreedTable();
  const text = '<img src=x onerror="document.title=1"> ជនរងគ្រោះ គឺ ผู้เสียหาย shall';
  const content = {
    provision: '4-11',
    language: 'km',
    text,
    source: 'a'.repeat(43),
    further: { note: '<b>' },
  };
  const wish = { schema: 'translation/1', content, mandate: '</script><script>document.title=2</script>' };
  const words = [await table.says(kh, wish), await table.says(th, wish)];
  await desk.open(fileOf(table.prove(words, { title: '<i>A title</i>' }), desk.bundle));
  await expect(heading(page)).toContainText('Verified.');
  await expect(page.locator('.wording').first()).toHaveText(text);
  await expect(page.locator('.wording').first()).toHaveAttribute('lang', 'km');
  await expect(page.locator('.wording [lang=th]')).toHaveText('ผู้เสียหาย');
  await expect(page.getByText('further, note')).toBeVisible();
  await expect(page.locator('main img, main b, main i')).toHaveCount(0);
  expect(await page.title()).toContain('Verified');
});

test('the original kept is told as that, and the proposal as not taken', async ({ page, desk }) => {
  const { table, kh, th } = await agreedTable();
  const kept = { decision: { kind: 'keep original' } } as const;
  await desk.open(fileOf(table.prove([await table.says(kh, kept), await table.says(th, kept)]), desk.bundle));
  await expect(heading(page)).toHaveText('Verified. Cambodia and Thailand keep the text as it was.');
  await expect(page.getByRole('heading', { name: 'What was proposed, and not taken' })).toBeVisible();
  await expect(page.getByText('The text below is the proposal, not the text that was kept.')).toBeVisible();
});
