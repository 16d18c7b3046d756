import type { Page } from '@playwright/test';
import { LANGUAGES, type InterfaceLanguage } from '../src/texts/language.ts';
import { expect, type House } from '../tests/e2e/house.ts';
import { wall } from './picture.ts';

const LOCALES = { en: 'en-GB', km: 'km-KH', th: 'th-TH' } as const;
const PROJECTOR = { width: 1920, height: 1080 };

interface Wall {
  readonly language: InterfaceLanguage;
  readonly page: Page;
}

/** A board on three projectors, each in a language of its own. */
export class Walls {
  readonly #walls: readonly Wall[];

  private constructor(walls: readonly Wall[]) {
    this.#walls = walls;
  }

  /** @param link Of a board; of one that cannot be read, too. */
  static async at(house: House, link: string): Promise<Walls> {
    const open = async (language: InterfaceLanguage): Promise<Wall> => {
      const context = await house.browser({ viewport: PROJECTOR, locale: LOCALES[language] });
      const page = await context.newPage();
      await page.goto(link);
      return { language, page };
    };
    return new Walls(await Promise.all(LANGUAGES.map(open)));
  }

  /** Opens a board from the driver's page, which is before a facilitator already. */
  static async of(house: House, drive: Page): Promise<Walls> {
    await drive.getByRole('button', { name: 'Open a board' }).click();
    const walls = await Walls.at(
      house,
      await drive.getByRole('textbox', { name: 'Link for the projector' }).inputValue(),
    );
    await walls.show('');
    return walls;
  }

  /** Waits until these words are on every wall. */
  async show(words: string): Promise<void> {
    for (const { page } of this.#walls) {
      await expect(page.getByRole('heading').first()).toBeVisible();
      await expect(page.getByTestId('board')).toContainText(words);
    }
  }

  /** Waits until these words are on no wall. */
  async miss(words: string): Promise<void> {
    for (const { page } of this.#walls) await expect(page.getByTestId('board')).not.toContainText(words);
  }

  /** Waits until every wall says how it stands with its link. */
  async lose(): Promise<void> {
    for (const { page } of this.#walls)
      await expect(page.getByTestId('board').getByRole('status')).toBeVisible();
  }

  async each(act: (page: Page) => Promise<void>): Promise<void> {
    for (const { page } of this.#walls) await act(page);
  }

  async picture(name: string): Promise<void> {
    for (const { language, page } of this.#walls) await wall(page, name, language);
  }
}
