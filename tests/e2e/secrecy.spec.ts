import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import * as Y from 'yjs';
import { answer, fillField, proposal, propose, provision, signs } from './articles.ts';
import { draft, ready, sync, write, cell } from './plan.ts';
import { expect, test, type House } from './house.ts';

/** Every frame a page sends and hears, and the headers with which it knocks. */
async function tap(page: Page, into: Buffer[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const keep = ({ response }: { response: { opcode: number; payloadData: string } }) =>
    into.push(Buffer.from(response.payloadData, response.opcode === 1 ? 'utf8' : 'base64'));
  session.on('Network.webSocketFrameSent', keep);
  session.on('Network.webSocketFrameReceived', keep);
  session.on('Network.webSocketWillSendHandshakeRequest', ({ request }) => {
    into.push(Buffer.from(JSON.stringify(request.headers)));
    const offered = request.headers['Sec-WebSocket-Protocol'] ?? '';
    for (const part of String(offered).split(/,\s*/)) into.push(Buffer.from(part, 'base64url'));
  });
}

/** A word as it would stand in bytes: as UTF-8, UTF-16, hexadecimal, or at any of the three places of base64. */
function spellings(word: string): Buffer[] {
  const utf8 = Buffer.from(word);
  const inBase64 = [0, 1, 2].flatMap((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64');
    const core = text.slice(Math.ceil((shift * 4) / 3) + 1, -4);
    return [core, core.replace(/\+/g, '-').replace(/\//g, '_')];
  });
  return [
    utf8,
    Buffer.from(word, 'utf16le'),
    Buffer.from(utf8.toString('hex')),
    ...inBase64.map((text) => Buffer.from(text)),
  ];
}

/** Finds none of the words in the relay's files or in the traffic, and shows that it would have. */
function nothingOf(words: readonly string[], house: House, traffic: readonly Buffer[]): void {
  const files = readdirSync(house.dataDir).map((file) => readFileSync(join(house.dataDir, file)));
  expect(files.reduce((sum, file) => sum + file.length, 0)).toBeGreaterThan(10_000);
  const heard = Buffer.concat([...files, ...traffic]);
  // The search itself finds what it should.
  const decoy = Buffer.concat([heard, Buffer.from(Buffer.from('xxSok Daraxx').toString('base64'))]);
  expect(spellings('Sok Dara').some((spelling) => decoy.includes(spelling))).toBe(true);
  for (const word of words) {
    for (const spelling of spellings(word)) {
      expect(heard.includes(spelling), `“${word}” as ${spelling.toString('latin1')}`).toBe(false);
    }
  }
}

/** A vault as the browser keeps it: its database, and the Yjs updates in that. */
interface Kept {
  readonly name: string;
  readonly updates: readonly Buffer[];
}

const spaceOf = ({ name }: Kept): string => name.split(' ').at(-1) ?? '';

/** Every vault in a browser, by name of its space. */
async function kept(page: Page): Promise<Kept[]> {
  const found = await page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('no answer'));
      });
    const vaults: { name: string; updates: number[][] }[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await done(indexedDB.open(name));
      if (db.objectStoreNames.contains('updates')) {
        const store = db.transaction('updates').objectStore('updates');
        const rows = (await done(store.getAll())) as Uint8Array[];
        vaults.push({ name, updates: rows.map((row) => [...row]) });
      }
      db.close();
    }
    return vaults;
  });
  return found
    .map(({ name, updates }) => ({ name, updates: updates.map((bytes) => Buffer.from(bytes)) }))
    .sort((a, b) => (spaceOf(a) < spaceOf(b) ? -1 : 1));
}

/** The sealed values in a vault. */
function sealed(updates: readonly Buffer[]): Buffer[] {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  const values = [...doc.getMap<Uint8Array>('values').values()].map((value) => Buffer.from(value));
  doc.destroy();
  return values;
}

const WORDS = [
  'Assign focal points',
  'communication channels',
  'By end of October',
  'Long-term Plan',
  'next steps',
  'Law Enforcement',
  'Sok Dara',
  'Anong Srisai',
  'Lindqvist',
  'Cambodia',
  'Thailand',
  'International Organization',
  'Delegate',
  'Secretariat',
  'secret-written-word',
  'under way',
  'ជនរងគ្រោះ',
  'ผู้เสียหาย',
];

test('no word of the plan, no name and no title is in the relay’s files or in its traffic', async ({
  house,
}) => {
  const traffic: Buffer[] = [];
  const kh = await (await house.browser()).newPage();
  const th = await (await house.browser()).newPage();
  for (const page of [kh, th]) await tap(page, traffic);
  await kh.goto(`${house.url}/#/sample/c2VjcmVjeS1vZi1zcGFuIQ/KH/plan`);
  await th.goto(`${house.url}/#/sample/c2VjcmVjeS1vZi1zcGFuIQ/TH/plan`);
  await ready(kh);
  await ready(th);
  await write(kh, '1.1', 'progress', 'secret-written-word ជនរងគ្រោះ');
  await write(th, '1.2', 'progress', 'ผู้เสียหาย');
  for (let i = 0; i < 3; i++) {
    await draft(kh, '1.3');
    await kh.keyboard.type(' secret-written-word', { delay: 15 });
    await kh.keyboard.press('Escape');
  }
  await cell(th, '1.4', 'status').click();
  await th.keyboard.press('Escape');
  await expect(sync(kh)).toHaveText('All seen by both');
  await expect(sync(th)).toHaveText('All seen by both');

  expect(traffic.length).toBeGreaterThan(40);
  nothingOf(WORDS, house, traffic);
});

const ARTICLE_WORDS = [
  'Standard Operating Procedures',
  'Central Cooperation',
  'establish/assign',
  'In case a person',
  'diplomatic channel',
  'Victim Identification',
  'Final Provision',
  'secret-private-draft',
  'secret-private-reason',
  'secret-tabled-words',
  'secret-tabled-reason',
  'secret-counter-words',
  'secret-mandate',
  'secret-point',
  'មន្ត្រីមានសមត្ថកិច្ច',
  'proposal/1',
  'translation/1',
  'Sok Dara',
  'Anong Srisai',
  'Lindqvist',
  'Head of delegation',
];

test('drafted for one’s own, tabled, countered, signed, translated: no word of it is at the relay, and no byte of one Party’s own space at the other', async ({
  house,
}) => {
  const [ofKh, ofKhToo, ofTh]: [Buffer[], Buffer[], Buffer[]] = [[], [], []];
  const rooms = new Map<Page, Set<string>>();
  const open = async (body: 'KH' | 'TH', into: Buffer[]): Promise<Page> => {
    const page = await (await house.browser()).newPage();
    await tap(page, into);
    const here = new Set<string>();
    rooms.set(page, here);
    page.on('websocket', (socket) => here.add(new URL(socket.url()).pathname));
    await page.goto(`${house.url}/#/sample/c2VjcmVjeS1vZi1zcGFuIQ/${body}/articles`);
    await expect(provision(page, '4.12')).toBeVisible();
    await expect(sync(page)).toHaveText('All seen by both');
    return page;
  };
  const kh = await open('KH', ofKh);
  const th = await open('TH', ofTh);
  const khToo = await open('KH', ofKhToo);
  const drafts = (page: Page) => page.locator('[data-draft]');

  await test.step('Cambodia drafts for itself, and its other browser reads along', async () => {
    await propose(kh, '4.11', 'Another wording');
    await expect(drafts(kh).locator('.cm-content')).toBeFocused();
    await kh.keyboard.press('Control+End');
    await kh.keyboard.type(' secret-private-draft');
    await kh.keyboard.press('Enter');
    await fillField(drafts(kh).first(), 'summary', 'secret-private-reason');
    await expect(drafts(khToo)).toContainText('secret-private-draft');
    await expect(drafts(khToo)).toContainText('secret-private-reason');
  });

  await test.step('another draft is tabled, countered and signed', async () => {
    await propose(kh, '4.12', 'Another wording');
    const open = drafts(kh).filter({ hasText: 'Embassy' });
    await expect(open.locator('.cm-content')).toBeFocused();
    await kh.keyboard.press('Control+End');
    await kh.keyboard.type(' secret-tabled-words');
    await kh.keyboard.press('Enter');
    await fillField(open, 'summary', 'secret-tabled-reason');
    await fillField(open, 'point', 'secret-point');
    await open.getByRole('button', { name: 'Table', exact: true }).click();
    await proposal(th, 'secret-point').getByRole('button', { name: 'Table another text' }).click();
    const form = th.getByRole('dialog', { name: 'Table another text' });
    await form.getByLabel('Wording proposed').fill('secret-counter-words');
    await form.getByRole('button', { name: 'Table and agree' }).click();
    await signs(th.getByRole('dialog', { name: /^Sign for/ }), 'secret-mandate');
    await expect(proposal(kh, 'secret-point')).toContainText('secret-counter-words');
    await answer(kh, 'secret-point', 'Agree');
    for (const page of [kh, th])
      await expect(provision(page, '4.12').locator('[data-language="en"]')).toHaveText(
        'secret-counter-words',
      );
  });

  await test.step('it is translated and reviewed', async () => {
    for (const page of [kh, th]) await page.getByText('Khmer', { exact: true }).click();
    const translation = (page: Page) => provision(page, '4.12').locator('[data-translation="km"]');
    await translation(kh)
      .getByRole('button', { name: /^Begin/ })
      .click();
    await kh.keyboard.type('មន្ត្រីមានសមត្ថកិច្ច');
    await kh.keyboard.press('Enter');
    await expect(translation(th).locator('.words[lang="km"]')).toHaveText('មន្ត្រីមានសមត្ថកិច្ច');
    await translation(th)
      .getByRole('button', { name: /^Review and sign/ })
      .click();
    await signs(th.getByRole('dialog', { name: /^Sign for/ }));
    await expect(translation(kh).getByTestId('seal')).toHaveAttribute('data-state', 'waiting');
  });
  for (const page of [kh, th]) await expect(sync(page)).toHaveText('All seen by both');

  nothingOf(ARTICLE_WORDS, house, [...ofKh, ...ofKhToo, ...ofTh]);

  const [atKh, atTh] = [await kept(kh), await kept(th)];
  const own = atKh.find(({ name }) => name.endsWith(' party-KH'));
  expect(atKh.map(spaceOf)).toEqual(['charter', 'joint', 'party-KH']);
  expect(atTh.map(spaceOf)).toEqual(['charter', 'joint', 'party-TH']);
  const [roomsOfKh, roomsOfTh] = [rooms.get(kh) ?? new Set(), rooms.get(th) ?? new Set()];
  expect([roomsOfKh.size, roomsOfTh.size]).toEqual([3, 3]);
  expect([...roomsOfKh].filter((room) => roomsOfTh.has(room))).toHaveLength(2);
  const values = sealed(own?.updates ?? []);
  expect(values.length).toBeGreaterThan(3);
  const relay = Buffer.concat(ofKhToo);
  const theirs = Buffer.concat([...ofTh, ...atTh.flatMap(({ updates }) => updates)]);
  // The search itself finds what both may have: the joint space.
  const joint = sealed(atKh.find(({ name }) => name.endsWith(' joint'))?.updates ?? []);
  expect(joint.filter((value) => theirs.includes(value)).length).toBe(joint.length);
  for (const value of values) {
    expect(relay.includes(value), 'the other browser of Cambodia has it through the relay').toBe(true);
    expect(theirs.includes(value), 'Thailand has a value of Cambodia’s own space').toBe(false);
  }
});
