import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { build } from 'vite';
import { launchOptions } from '../../scripts/browser.ts';
import { start } from '../../server/start.ts';
import { serve } from './relay-servers.ts';
import { median, percentile, type Figure, type Row } from './report.ts';

const ROUNDS = 6;
const LETTERS = 40;
/** A brisk typist's pause between two letters, ms. */
const PAUSE = { least: 90, spread: 80 } as const;
/** The activity of item 1.1, whose end is typed on. */
const ACTIVITY = 'Assign focal points and relevant members of the "Central Cooperation Center (CCC)"';

type Contender = 'span' | 'plain';

/** Where a contender's page is, as a body. */
interface Served {
  readonly page: (body: 'KH' | 'TH', round: number) => string;
  close(): Promise<void>;
}

async function serveSpan(): Promise<Served> {
  const dataDir = mkdtempSync(join(tmpdir(), 'span-bench-'));
  const running = await start({
    port: 0,
    host: '127.0.0.1',
    dataDir,
    access: 'room',
    audiences: new Set(),
    tls: null,
  });
  const url = running.url.replace('127.0.0.1', 'localhost');
  // Every round another sample, as the peer has another room.
  const seed = (round: number) =>
    Buffer.from(`keystrokes ${String(round).padStart(5)}`).toString('base64url');
  return {
    page: (body, round) => `${url}/#/sample/${seed(round)}/${body}/plan`,
    async close() {
      await running.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}

/** The same face on plain Yjs, served beside the reference relay. */
async function servePlain(): Promise<Served> {
  const outDir = mkdtempSync(join(tmpdir(), 'span-plain-'));
  await build({
    configFile: join(import.meta.dirname, 'face', 'vite.config.ts'),
    build: { outDir },
    logLevel: 'warn',
  });
  const relay = await serve('yws');
  const types: Readonly<Record<string, string>> = {
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.html': 'text/html',
  };
  const files = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://bench').pathname);
    const file = join(outDir, path === '/' ? 'index.html' : path);
    if (!existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  files.listen(0, '127.0.0.1');
  await once(files, 'listening');
  const { port } = files.address() as AddressInfo;
  return {
    page: (body, round) =>
      `http://localhost:${port}/?relay=ws://localhost:${relay.port}#/sample/bench${round}/${body}/plan`,
    async close() {
      files.close();
      await relay.remove();
      rmSync(outDir, { recursive: true });
    },
  };
}

/** Notes when each letter was struck, on the clock that all pages of a machine share. */
const watchKeys = (): void => {
  const struck: number[] = [];
  Object.assign(window, { struck });
  addEventListener('keydown', (event) => struck.push(performance.timeOrigin + event.timeStamp), true);
};

/** Notes when each longer beginning of what is typed has been painted: in the task after the frame that shows it. */
const watchPaint = ([base, typed]: readonly [string, string]): void => {
  const painted: number[] = [];
  Object.assign(window, { painted });
  const look = () => {
    const text = document.body.textContent ?? '';
    let shown = painted.length;
    while (shown < typed.length && text.includes(base + typed.slice(0, shown + 1))) shown++;
    if (shown === painted.length) return;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        const now = performance.timeOrigin + performance.now();
        while (painted.length < shown) painted.push(now);
      };
      channel.port2.postMessage(null);
    });
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
};

const letters = (round: number): string =>
  Array.from({ length: LETTERS }, (_, i) => 'abcdefghijklmnopqrstuvwxyz'[(i * 7 + round * 5) % 26]).join('');

async function open(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByText(ACTIVITY).first().waitFor();
  return page;
}

/** Milliseconds from key to paint, one by one. */
async function round(browser: Browser, served: Served, number: number): Promise<number[]> {
  const writer = await open(browser, served.page('KH', number));
  const reader = await open(browser, served.page('TH', number));
  const typed = letters(number);
  await writer.evaluate(watchKeys);
  await reader.evaluate(watchPaint, [ACTIVITY, typed] as const);
  await writer.getByText(ACTIVITY).first().dblclick();
  await writer.locator('.cm-content').waitFor();
  await writer.keyboard.press('End');
  await writer.keyboard.press('Control+End');
  await writer.evaluate(() => ((window as unknown as { struck: number[] }).struck.length = 0));
  for (const [i, letter] of [...typed].entries()) {
    await writer.keyboard.press(letter);
    await writer.waitForTimeout(PAUSE.least + ((i * 37 + number * 11) % PAUSE.spread));
  }
  await reader.waitForFunction(
    (count) => (window as unknown as { painted: number[] }).painted.length === count,
    LETTERS,
  );
  const struck = await writer.evaluate(() => (window as unknown as { struck: number[] }).struck);
  const painted = await reader.evaluate(() => (window as unknown as { painted: number[] }).painted);
  await writer.context().close();
  await reader.context().close();
  return painted.map((time, i) => time - (struck[i] ?? Number.NaN));
}

async function run(): Promise<readonly Figure[]> {
  const browser = await chromium.launch(launchOptions());
  const served: Readonly<Record<Contender, Served>> = { span: await serveSpan(), plain: await servePlain() };
  const times: Record<Contender, number[]> = { span: [], plain: [] };
  try {
    for (let number = 0; number < ROUNDS; number++) {
      const order: Contender[] = number % 2 === 0 ? ['span', 'plain'] : ['plain', 'span'];
      for (const contender of order)
        times[contender].push(...(await round(browser, served[contender], number)));
    }
  } finally {
    await browser.close();
    await served.span.close();
    await served.plain.close();
  }
  const figure = (what: string, of: (values: readonly number[]) => number, hold: number): Figure => ({
    what,
    unit: 'ms',
    values: { span: of(times.span), plain: of(times.plain) },
    ratio: { of: 'span', to: 'plain', hold: `≤ ${hold}`, ok: (ratio) => ratio <= hold },
  });
  return [figure('median', median, 1.5), figure('p95', (values) => percentile(values, 0.95), 1.5)];
}

/** Keystroke in one browser → painted in the other, against the same face on plain Yjs and y-websocket. */
export const keystroke: Row = {
  name: `keystroke → painted in the other browser (${ROUNDS} interleaved rounds of ${LETTERS} letters; plain: the same face on Yjs, y-websocket, @y/websocket-server 0.1.1)`,
  run,
};
