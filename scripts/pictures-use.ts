/** Scenes of what is said beside a page: undone, a tour, another version, a wrong clock. */
import { expect, SEED, type House } from '../tests/e2e/house.ts';
import { cell, ready, row, write } from '../tests/e2e/plan.ts';
import { picture } from './picture.ts';

/** Stations of the tour: `state/tour.svelte.ts` has them, and cannot be read outside a browser. */
const STATIONS = 7;
const YEAR = 366 * 86_400_000;

async function undo(house: House): Promise<void> {
  const kh = await house.delegate('KH');
  const th = await house.delegate('TH');
  await ready(kh);
  await ready(th);
  await write(kh, '1.1', 'expected', 'Annex 1 drafted');
  await expect(cell(th, '1.1', 'expected')).toHaveText('Annex 1 drafted');
  await row(kh, '1.2').getByRole('button', { name: 'Acts for item 1.2' }).click();
  await kh.getByRole('menuitem', { name: 'Delete' }).click();
  await picture(kh, 'undo-offered', { toasts: true });
  await kh.keyboard.press('Control+z');
  await expect(kh.locator('.toasts')).toContainText('Undone');
  await picture(kh, 'undone', { toasts: true });
  await write(th, '1.1', 'expected', 'Annex 1 ready for signature');
  await expect(cell(kh, '1.1', 'expected')).toHaveText('Annex 1 ready for signature');
  await kh.keyboard.press('Control+z');
  await expect(kh.locator('.toasts')).toContainText('Thailand changed');
  await picture(kh, 'undo-refused', { toasts: true });
}

async function tour(house: House): Promise<void> {
  const kh = await house.delegate('KH');
  await ready(kh);
  await kh.getByRole('button', { name: 'Take the tour' }).click();
  const card = kh.getByTestId('tour');
  for (let station = 1; station <= STATIONS; station++) {
    await expect(card).toContainText(new RegExp(`${station}\\D+${STATIONS}`));
    await expect(kh.locator('.frame[aria-hidden]')).toBeVisible();
    await picture(kh, `tour-${station}`, { tall: false });
    await card.getByRole('button').last().click();
  }
}

/** A version that waits, and a device whose clock is a year off. */
async function bars(house: House): Promise<void> {
  const waiting = await house.browser();
  await waiting.addInitScript(() => {
    const nothing = () => undefined;
    const worker = { waiting: { postMessage: nothing }, installing: null, addEventListener: nothing };
    Object.defineProperty(navigator, 'serviceWorker', {
      value: { controller: {}, addEventListener: nothing, register: () => Promise.resolve(worker) },
    });
  });
  const kh = await waiting.newPage();
  await kh.goto(house.url);
  await expect(kh.getByRole('button', { name: 'Switch now' })).toBeVisible();
  await picture(kh, 'version-on-the-first-page');
  await kh.goto(`${house.url}/#/sample/${SEED}/KH/board`);
  await expect(kh.getByRole('button', { name: 'Switch now' })).toBeVisible();
  await picture(kh, 'version');
  await kh.getByLabel('Name of the board').fill('Not kept yet');
  await kh.getByRole('button', { name: 'Switch now' }).click();
  await expect(kh.getByText('Something is open here')).toBeVisible();
  await picture(kh, 'version-waits');

  const late = await house.browser();
  await late.addInitScript((off) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + off;
  }, YEAR);
  const th = await late.newPage();
  await th.goto(`${house.url}/#/sample/${SEED}/TH/plan`);
  await expect(th.getByTestId('clock')).toBeVisible();
  await picture(th, 'clock');
}

export const USE_SCENES = { undo, tour, bars };
