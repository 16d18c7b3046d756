/** How the interface looks, in the order in which it is offered. */
export const THEMES = ['system', 'light', 'dark', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];

const known = (name: string | null): Theme => THEMES.find((theme) => theme === name) ?? 'system';

/** The system's own wish for high contrast, and who tells of another. */
export interface ContrastWish {
  readonly more: boolean;
  observe(listener: () => void): void;
}

/**
 * The reader's choice of light, dark, what the system says, or high contrast, on this device. High contrast is light or dark as
 * the system is; a system that asks for it gets it whatever is chosen.
 */
export class ThemeChoice {
  now = $state<Theme>('system');
  readonly #keep: (theme: Theme) => void;
  readonly #wish: ContrastWish;
  #more = $state(false);

  constructor(kept: string | null, wish: ContrastWish, keep: (theme: Theme) => void) {
    this.#keep = keep;
    this.#wish = wish;
    this.now = known(kept);
    this.#more = wish.more;
    wish.observe(() => {
      this.#more = this.#wish.more;
    });
  }

  get contrast(): boolean {
    return this.now === 'contrast' || this.#more;
  }

  choose(theme: Theme): void {
    this.now = theme;
    this.#keep(theme);
  }

  /** What another window of this device chose. */
  follow(kept: string | null): void {
    this.now = known(kept);
  }
}
