import { Listeners } from '../replica/listeners.ts';

/** How often a page that stays open asks for a newer version, and how often at most. Milliseconds. */
const EVERY = 60 * 60_000;
const LEAST = 5 * 60_000;

/** Whether the server of this page answers: without a worker a page that is loaded again while it does not is lost. */
const reachable = (): Promise<boolean> =>
  fetch(location.pathname, { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );

/** Until a worker that is being fetched has all its files, or was given up. */
const settled = (worker: ServiceWorker): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (worker.state === 'installing') return;
      worker.removeEventListener('statechange', look);
      resolve();
    };
    worker.addEventListener('statechange', look);
    look();
  });

/**
 * A newer build beside the one that runs. `waiting`: it was fetched and waits for this person's word. `switched`: another window
 * changed over; this one goes on with the code it has, whose files the worker still keeps, until it is loaded again.
 */
export type UpdateState = 'none' | 'waiting' | 'switched';

/** A newer version is fetched by itself and taken only when somebody says so: a page in a live meeting is never changed under their hands. */
export class Update {
  readonly #listeners = new Listeners();
  #state: UpdateState = 'none';
  #registration: ServiceWorkerRegistration | null = null;
  #registering: Promise<void> = Promise.resolve();
  #asked = 0;
  #mine = false;

  get state(): UpdateState {
    return this.#state;
  }

  observe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Changes over and loads the page again. Whoever calls it has seen to it that nothing unsaved is left. */
  switch(): void {
    const waiting = this.#registration?.waiting ?? null;
    this.#mine = true;
    if (waiting === null) location.reload();
    else waiting.postMessage('skipWaiting');
  }

  /** For a page that nobody stands at: asks for a newer version now and changes over to it. Where there is none nothing happens. */
  async renew(): Promise<void> {
    await this.#registering;
    const registration = this.#registration;
    if (registration === null || this.#state === 'switched') {
      if (registration !== null || (await reachable())) location.reload();
      return;
    }
    await registration.update().catch(() => undefined);
    if (registration.installing !== null) await settled(registration.installing);
    if (registration.waiting !== null) this.switch();
  }

  /** Registers the worker that opens the app offline. Without one (http from elsewhere, private mode) the app runs on-line only. */
  register(): Promise<void> {
    return (this.#registering = this.#register());
  }

  async #register(): Promise<void> {
    if (!('serviceWorker' in navigator)) return;
    const { serviceWorker } = navigator;
    // The first worker takes over a page that had none: that is no newer version.
    let before = serviceWorker.controller;
    serviceWorker.addEventListener('controllerchange', () => {
      if (this.#mine) location.reload();
      else if (before !== null) this.#become('switched');
      before = serviceWorker.controller;
    });
    const registration = await serviceWorker.register('/sw.js').catch(() => null);
    if (registration === null) return;
    this.#registration = registration;
    const look = () => {
      if (registration.waiting !== null && serviceWorker.controller !== null) this.#become('waiting');
    };
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', look);
    });
    look();
    setInterval(() => this.#ask(), EVERY);
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.#ask();
    });
  }

  #ask(): void {
    const now = performance.now();
    if (now - this.#asked < LEAST) return;
    this.#asked = now;
    // Offline there is nothing to be had, and that is no news.
    void this.#registration?.update().catch(() => undefined);
  }

  #become(state: UpdateState): void {
    this.#state = state;
    this.#listeners.tell();
  }
}
