import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { draft, ready, sync, write, cell } from './plan.ts';
import { expect, test } from './house.ts';

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
  await kh.goto(`${house.url}/#/sample/c2VjcmVjeS1vZi1zcGFuIQ/KH`);
  await th.goto(`${house.url}/#/sample/c2VjcmVjeS1vZi1zcGFuIQ/TH`);
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

  const files = readdirSync(house.dataDir).map((file) => readFileSync(join(house.dataDir, file)));
  expect(files.reduce((sum, file) => sum + file.length, 0)).toBeGreaterThan(10_000);
  expect(traffic.length).toBeGreaterThan(40);
  const heard = Buffer.concat([...files, ...traffic]);
  // The search itself finds what it should.
  const decoy = Buffer.concat([heard, Buffer.from(Buffer.from('xxSok Daraxx').toString('base64'))]);
  expect(spellings('Sok Dara').some((spelling) => decoy.includes(spelling))).toBe(true);
  for (const word of WORDS) {
    for (const spelling of spellings(word)) {
      expect(heard.includes(spelling), `“${word}” as ${spelling.toString('latin1')}`).toBe(false);
    }
  }
});
