/** Scenes of what waits for something that has not come: the words of a member whose letting in is still on its way. */
import type { BrowserContext, Page } from '@playwright/test';
import { admitted, founded } from '../tests/e2e/founding.ts';
import { expect, type House } from '../tests/e2e/house.ts';
import { cell, sync, write } from '../tests/e2e/plan.ts';
import { picture } from './picture.ts';

/** A relay that hands out the joint space alone, as one might that is restored from a copy of last week or has gone bad. */
class Stingy {
  readonly #rooms = new Set<string>();
  readonly #withheld: (() => void)[] = [];
  keepsBack = false;

  async stand(before: BrowserContext): Promise<void> {
    await before.routeWebSocket(/\/relay\//, (socket) => {
      const room = socket.url();
      this.#rooms.add(room);
      const relay = socket.connectToServer();
      relay.onMessage((message) => {
        const hand = () => {
          socket.send(message);
        };
        if (this.keepsBack && room !== this.#joint) this.#withheld.push(hand);
        else hand();
      });
    });
  }

  /** A device asks for it last. */
  get #joint(): string | undefined {
    return [...this.#rooms].at(-1);
  }

  handOut(): void {
    this.keepsBack = false;
    for (const hand of this.#withheld.splice(0)) hand();
  }
}

async function item(page: Page, words: string): Promise<void> {
  await page
    .getByRole('button', { name: /^Add (an item|the first item)/ })
    .first()
    .click();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

async function held(house: House): Promise<void> {
  const { kh, th } = await founded(house);
  await th.getByRole('button', { name: 'Add a plan' }).first().click();
  await picture(th, 'plan-form', { tall: false });
  await th.getByRole('dialog').getByLabel('Title').fill('Next steps 2022-2024');
  await th.getByRole('dialog').getByLabel('Period').fill('2022-2024');
  await th.getByRole('dialog').getByRole('button', { name: 'Add a plan' }).click();
  await expect(th.getByRole('heading', { name: 'Next steps' })).toBeVisible();
  await picture(th, 'plan-without-items');
  await item(th, 'Assign focal points of both Parties');
  const relay = new Stingy();
  await relay.stand(kh.context());
  await kh.reload();
  await expect(kh.locator('[data-item]')).toHaveCount(1);
  await expect(sync(kh)).toHaveText('All seen by both');
  relay.keepsBack = true;
  const newcomer = await admitted(house, th, (at, page) =>
    picture(page, at === 'admitted' ? 'members-admitted' : 'join-admitted'),
  );
  await expect(newcomer.locator('[data-item]')).toHaveCount(1);
  await write(newcomer, '1', 'progress', 'Names are awaited from the provinces');
  await kh.getByTestId('notices').locator('summary').click();
  await picture(kh, 'held');
  await cell(kh, '1', 'agreement').focus();
  await kh.keyboard.press('Enter');
  await expect(kh.getByRole('complementary')).toContainText('still waiting');
  await picture(kh, 'held-item', { tall: false });
  await kh.keyboard.press('Escape');
  relay.handOut();
  await expect(cell(kh, '1', 'progress')).toContainText('provinces');
  await expect(kh.getByTestId('notices')).toHaveCount(0);
}

export const HELD_SCENES = { held };
