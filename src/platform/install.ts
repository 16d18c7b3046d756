/** What Chromium hands over instead of asking by itself; no other browser has it. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

/** The browser's offer to install Span as an app of its own. It is made in the menu and never by itself. */
export class Install {
  readonly #listeners = new Set<() => void>();
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
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The browser asks the person; its offer holds once. */
  async accept(): Promise<void> {
    const offer = this.#offer;
    this.#become(null);
    await offer?.prompt();
  }

  #become(offer: InstallOffer | null): void {
    this.#offer = offer;
    for (const listener of this.#listeners) listener();
  }
}
