import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import {
  expect as impatient,
  test as base,
  type Browser,
  type BrowserContext,
  type Page,
} from '@playwright/test';
import { childRelay, newFolder, removeFolder, type Child } from '../server/relays.ts';

/**
 * A browser that keeps the app on the device, so that it opens without a network. Others do not: of each of some 170 browsers it
 * takes half a second of a core.
 */
export const INSTALLED = { serviceWorkers: 'allow' } as const;

/** A sample nobody else opens; its link is its seed. */
export const SEED = 'c3Bhbi1lMmUtc2FtcGxl'.padEnd(22, 'A');

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** App and relay as in service, as a process of their own that may be killed and started again on the same data. */
export class House {
  readonly dataDir = newFolder();
  readonly #port: number;
  readonly #browser: Browser;
  readonly #contexts: BrowserContext[] = [];
  #child: Child | null = null;

  private constructor(browser: Browser, port: number) {
    this.#browser = browser;
    this.#port = port;
  }

  static async open(browser: Browser): Promise<House> {
    const house = new House(browser, await freePort());
    await house.start();
    return house;
  }

  get url(): string {
    return `http://localhost:${this.#port}`;
  }

  async start(): Promise<void> {
    this.#child = await childRelay({
      PORT: String(this.#port),
      DATA_DIR: this.dataDir,
      RELAY_ACCESS: 'room',
    });
  }

  /** As a power cut would end it. */
  async kill(): Promise<void> {
    await this.#child?.kill();
    this.#child = null;
  }

  /** A browser of its own: nothing is shared with any other but the relay. */
  async browser(options: Parameters<Browser['newContext']>[0] = {}): Promise<BrowserContext> {
    const context = await this.#browser.newContext({
      viewport: { width: 1280, height: 900 },
      serviceWorkers: 'block',
      ...options,
    });
    this.#contexts.push(context);
    return context;
  }

  /** A delegate with a browser of their own at the plan of the sample. */
  async delegate(body: 'KH' | 'TH' | 'IOM', seed = SEED, options = {}): Promise<Page> {
    const page = await (await this.browser(options)).newPage();
    await page.goto(`${this.url}/#/sample/${seed}/${body}/plan`);
    return page;
  }

  async close(): Promise<void> {
    for (const context of this.#contexts) await context.close();
    await this.kill();
    removeFolder(this.dataDir);
  }
}

export const test = base.extend<{ house: House }>({
  house: async ({ browser }, use) => {
    const house = await House.open(browser);
    await use(house);
    await house.close();
  },
});

/** Pictures are drawn beside other work, and of a scene that was given up there are none. */
const PATIENCE = process.env['TEST_WORKER_INDEX'] === undefined ? 60_000 : 30_000;
export const expect = impatient.configure({ timeout: PATIENCE });
