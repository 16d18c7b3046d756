import { Listeners } from '../replica/listeners.ts';

/** What Chromium hands over instead of asking by itself; no other browser has it. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

/** The browser's offer to install Span as an app of its own. It is made in the menu and never by itself. */
export class Install {
  readonly #listeners = new Listeners();
  #offer: InstallOffer | null = null;

  constructor() {
    window.addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault();
      this.#become(event as InstallOffer);
    });
    window.addEventListener('appinstalled', () => this.#become(null));
  }

  get offered(): boolean {
    return this.#offer !== null;
  }

  observe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** The browser asks the person; its offer holds once. */
  async accept(): Promise<void> {
    const offer = this.#offer;
    this.#become(null);
    await offer?.prompt();
  }

  #become(offer: InstallOffer | null): void {
    this.#offer = offer;
    this.#listeners.tell();
  }
}
