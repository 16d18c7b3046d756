import 'fake-indexeddb/auto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { launchOptions } from '../../scripts/browser.ts';
import { start } from '../../server/start.ts';
import { secretOf } from '../../src/charter/invitation.ts';
import { sampleIdentity } from '../../src/charter/sample.ts';
import { cardOf, Shelf } from '../../src/charter/shelf.ts';
import { fromBase64Url, randomBytes } from '../../src/crypto/bytes.ts';
import { openWorkspace } from '../../src/registers/workspace.ts';
import type { Workspace } from '../../src/registers/workspace-types.ts';
import { MeetRoom } from '../../src/replica/meet-room.ts';
import { MemoryChunkStore } from '../../src/replica/chunk-store-memory.ts';
import { Vault } from '../../src/replica/vault.ts';
import { tasksDuring } from './main-thread.ts';
import { median, percentile, type Figure, type Row } from './report.ts';

const ITEMS = 1_000;
const SEATS = 500;
const ROUNDS = 5;
/** Where a frame is felt as a stop, ms. */
const STUTTER = 50;
const SEED = Buffer.from('one thousand').toString('base64url').padEnd(22, 'A');

type Contender = 'span' | 'static';
const PAGES = { plan: '[data-item]', roster: '[data-seat]' } as const;
type PageName = keyof typeof PAGES;

/** A secretary of Cambodia fills the sample, through the relay and like anybody. */
async function fill(relay: string): Promise<Workspace> {
  const identity = await sampleIdentity(fromBase64Url(SEED), 'KH', relay);
  const now = () => Date.now();
  const shelf = new Shelf('scroll');
  await shelf.put(identity, cardOf(identity, 'KH', now()));
  const workspace = await openWorkspace(identity, {
    shelf,
    now,
    random: randomBytes,
    vault: (name) => Vault.open(name),
    chunks: async () => new MemoryChunkStore(),
    meet: (letter) => MeetRoom.open(letter.relay, secretOf(letter), now),
    app: 'bench',
  });
  const { plan, joint, host } = workspace;
  /** An entry has its limit, so twenty records go into one. */
  const inActs = (count: number, add: (i: number) => void): void => {
    for (let from = 0; from < count; from += 20)
      host.change(() => {
        for (let i = from; i < Math.min(count, from + 20); i++) add(i);
      });
  };
  const planId = plan.plans()[0]?.id ?? '';
  const roster = joint.roster;
  inActs(ITEMS - plan.items(planId).length, (i) =>
    plan.addItem(planId, null, {
      activity: `Activity ${i}: prepare and carry out a joint exercise of the focal points of both Parties, with a report to the heads of delegation`,
      number: `2.${i}`,
      expected: 'A report in three languages, and a list of what is to be mended.',
    }),
  );
  const agency = roster.side('KH').agencies[0]?.agency.id ?? '';
  inActs(SEATS - roster.side('KH').seats.length, (i) => {
    const seat = roster.addSeat(agency, {
      titleEn: `Competent official ${i}`,
      kind: 'competent official',
      duties: 'Answers requests of the other Party in the province, and keeps the record.',
    });
    if (i % 3 > 0) roster.appoint(seat, { person: { en: `Invented Person ${i}` }, from: '2022-09-01' });
  });
  await workspace.flush();
  return workspace;
}

/** Scrolls from the top to the end and back, as a hand at a wheel would; gives the time between frames, ms. */
async function scroll(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    scrollTo(0, 0);
    const frames: number[] = [];
    Object.assign(window, { frames });
    let last = performance.now();
    const next = (now: number) => {
      frames.push(now - last);
      last = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame((now) => {
      last = now;
      requestAnimationFrame(next);
    });
  });
  const session = await page.context().newCDPSession(page);
  for (const yDistance of [-12_000, 8_000, -12_000])
    await session.send('Input.synthesizeScrollGesture', {
      x: 640,
      y: 500,
      yDistance,
      speed: 4_000,
      gestureSourceType: 'mouse',
    });
  await session.detach();
  return page.evaluate(() => (window as unknown as { frames: number[] }).frames.slice());
}

async function open(browser: Browser, url: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto(url);
  return page;
}

/** The same rows and styles as a document without a script. */
async function still(browser: Browser, of: Page): Promise<Page> {
  const html = await of.evaluate(() => {
    // As for paper: a page that draws only the rows near what is in sight draws them all.
    dispatchEvent(new Event('beforeprint'));
    const styles = [...document.styleSheets].flatMap((sheet) =>
      [...sheet.cssRules].map((rule) => rule.cssText),
    );
    const attributes = [...document.documentElement.attributes].map(
      ({ name, value }) => `${name}="${value}"`,
    );
    const { innerHTML } = document.body;
    dispatchEvent(new Event('afterprint'));
    return `<!doctype html><html ${attributes.join(' ')}><style>${styles.join('\n')}</style><body>${innerHTML}`;
  });
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.setContent(html);
  return page;
}

async function run(): Promise<readonly Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'span-bench-'));
  const running = await start({
    port: 0,
    host: '127.0.0.1',
    dataDir,
    access: 'room',
    audiences: new Set(),
    tls: null,
  });
  const browser = await chromium.launch(launchOptions());
  const figures: Figure[] = [];
  try {
    const workspace = await fill(running.url.replace('http', 'ws'));
    const url = running.url.replace('127.0.0.1', 'localhost');
    for (const name of Object.keys(PAGES) as PageName[]) {
      const began = performance.now();
      const span = await open(browser, `${url}/#/sample/${SEED}/TH/${name}`);
      const wanted = name === 'plan' ? ITEMS : SEATS;
      await span.waitForFunction(
        ([rows, count]) =>
          Number(document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount') ?? 0) > count ||
          document.querySelectorAll(rows).length >= count,
        [PAGES[name], wanted] as const,
        { timeout: 120_000 },
      );
      const opened = performance.now() - began;
      const pages: Readonly<Record<Contender, Page>> = { span, static: await still(browser, span) };
      const frames: Record<Contender, number[]> = { span: [], static: [] };
      const busy: Record<Contender, number[]> = { span: [], static: [] };
      const longest: Record<Contender, number[]> = { span: [], static: [] };
      for (let round = 0; round < ROUNDS; round++) {
        const order: Contender[] = round % 2 === 0 ? ['span', 'static'] : ['static', 'span'];
        for (const contender of order) {
          const page = pages[contender];
          await page.bringToFront();
          const times = await scroll(page);
          frames[contender].push(...times);
          longest[contender].push(Math.max(...times));
          // Another way down: who writes a trace takes frames of its own.
          busy[contender].push(...(await tasksDuring(browser, page, () => scroll(page))));
        }
      }
      const over = (times: readonly number[]) => times.filter((time) => time > STUTTER).length;
      const figure = (what: string, unit: string, of: (who: Contender) => number): Figure => ({
        what: `${name}: ${what}`,
        unit,
        values: { span: of('span'), static: of('static') },
      });
      figures.push(
        figure('longest frame of a round, median of rounds', 'ms', (who) => median(longest[who])),
        figure('99th percentile of frames', 'ms', (who) => percentile(frames[who], 0.99)),
        figure(`frames over ${STUTTER} ms`, 'frames', (who) => over(frames[who])),
        figure('frames in all', 'frames', (who) => frames[who].length),
        figure('longest task of the main thread, processor time', 'ms', (who) => Math.max(...busy[who])),
        figure(`tasks of the main thread over ${STUTTER} ms of processor time`, 'tasks', (who) =>
          over(busy[who]),
        ),
        {
          what: `${name}: from the address to all rows, through the relay`,
          unit: 'ms',
          values: { span: opened },
        },
      );
      for (const page of Object.values(pages)) await page.context().close();
    }
    await workspace.close();
  } finally {
    await browser.close();
    await running.close();
    rmSync(dataDir, { recursive: true });
  }
  return figures;
}

/** Scrolling long registers, against the same rows as a document without a script. */
export const scrolling: Row = {
  name: `scrolling ${ITEMS} items and ${SEATS} seats (${ROUNDS} interleaved rounds; static: the same rows and styles with no script)`,
  run,
};
