import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sampleIdentity } from '../../src/charter/sample.ts';
import { DraftRegister } from '../../src/registers/drafts.ts';
import { writeSampleRoster } from '../../src/registers/sample-roster.ts';
import { fold, traced, wordsOf } from '../../src/registers/search/fold.ts';
import { marked } from '../../src/registers/search/mark.ts';
import { SearchIndex, type SearchHit } from '../../src/registers/search/search-index.ts';
import { openWorkspace } from '../../src/registers/workspace.ts';
import type { Workspace } from '../../src/registers/workspace-types.ts';
import { newDevice, newRelay } from '../charter/devices.ts';
import { adopt, desksOf, meet, withInstrument, type Desk } from '../sim/joint-desks.ts';
import { until } from '../sim/until.ts';

const indexOf = ({ joint }: Desk): SearchIndex =>
  new SearchIndex({ joint, own: () => null, today: () => '2022-08-26', language: () => 'en' });

function hitsIn(index: SearchIndex, query: string): readonly SearchHit[] {
  const result = index.search(query);
  return result.state === 'found' ? result.groups.flatMap(({ hits }) => hits) : [];
}

const wordsIn = (stretches: SearchHit['title']): string => stretches.map(({ text }) => text).join('');
const marksIn = (stretches: SearchHit['title']): readonly string[] =>
  stretches.filter(({ hit }) => hit).map(({ text }) => text);
const kindsIn = (hits: readonly SearchHit[]): readonly string[] => hits.map(({ kind }) => kind);

async function withItem(activity: string) {
  const [kh, th] = await desksOf('KH', 'TH');
  const plan = kh.joint.plan.addPlan({ title: 'Plan of Action', period: '' });
  const item = kh.joint.plan.addItem(plan, null, { activity });
  return { kh, th, plan, item, index: indexOf(kh) };
}

describe('the search over every register', () => {
  it('finds a piece of a Khmer or Thai sentence, which has no word spaces, and marks whole letters', async () => {
    const { kh, plan, index } = await withItem('រៀបចំសិក្ខាសាលាស្តីពីកិច្ចសហប្រតិបត្តិការ');
    kh.joint.plan.addItem(plan, null, { activity: 'จัดการประชุมเชิงปฏิบัติการเพื่อแลกเปลี่ยนข้อมูล' });
    const [khmer] = hitsIn(index, 'សិក្ខាសាលា');
    const [thai] = hitsIn(index, 'ประชุม');
    expect(khmer === undefined ? [] : marksIn(khmer.title)).toEqual(['សិក្ខាសាលា']);
    expect(thai === undefined ? [] : marksIn(thai.title)).toEqual(['ประชุม']);
    // The subscript is a letter to Unicode and half of one to the eye.
    expect(marksIn(hitsIn(index, 'ខាសាលា')[0]?.title ?? [])).toEqual(['ក្ខាសាលា']);
  });

  it('takes a vowel or tone mark for the letter it makes: another mark is another word', async () => {
    const { index } = await withItem('ข้าว');
    expect(hitsIn(index, 'ข้าว')).toHaveLength(1);
    expect(hitsIn(index, 'ข่าว')).toEqual([]);
  });

  it('does not see U+200B, joiners, soft hyphens, case, accents, composed letters, or spaces inside Khmer', async () => {
    const { index } = await withItem('កិច្ច\u200Bសហប្រតិបត្តិការ និង Re\u0301sume\u0301 of “Phase-2”, item ៤.១២');
    for (const query of [
      'កិច្ចសហ',
      'កិច្ច\u200B\u200Bសហ',
      'ការនិង',
      'RÉSUMÉ',
      'resume',
      're\u00ADsu\u200Dme',
      '"phase–2"',
      '4.12',
    ])
      expect(kindsIn(hitsIn(index, query)), query).toEqual(['item']);
  });

  it('wants every word, in whatever order and wherever in the record', async () => {
    const { kh, item, index } = await withItem('Hold a joint workshop in Poipet');
    kh.joint.plan.setItem(item, { expected: 'Prosecutors meet' });
    expect(hitsIn(index, 'poipet prosecutors joint')).toHaveLength(1);
    expect(hitsIn(index, 'poipet judges')).toEqual([]);
  });

  it('puts what is called so before what only says so, and gives the same order every time', async () => {
    const { kh, plan, item, index } = await withItem('Exchange lists of seats');
    const second = kh.joint.plan.addItem(plan, item, { activity: 'Other', expected: 'A workshop' });
    const third = kh.joint.plan.addItem(plan, second, { activity: 'Hold a workshop' });
    const papers = kh.joint.plan.addItem(plan, third, { activity: 'Workshop papers' });
    const fourth = kh.joint.plan.addItem(plan, papers, { activity: 'Workshop' });
    const last = kh.joint.plan.addItem(plan, fourth, { activity: 'Another workshop' });
    const order = () => hitsIn(index, 'workshop').map(({ id }) => id);
    expect(order()).toEqual([fourth, papers, third, last, second]);
    expect(order()).toEqual(order());
    expect(
      new SearchIndex({ joint: kh.joint, own: () => null, today: () => '', language: () => 'en' }).search(
        'workshop',
      ),
    ).toEqual(index.search('workshop'));
  });

  it('shows both values of a field that was set apart', async () => {
    const { kh, th, item, index } = await withItem('Appoint focal points');
    await meet(kh, th);
    kh.joint.plan.setItem(item, { expected: 'A list by October' });
    th.joint.plan.setItem(item, { expected: 'A list by November' });
    await meet(kh, th);
    expect(wordsIn(hitsIn(index, 'october')[0]?.line ?? [])).toBe('A list by October');
    expect(wordsIn(hitsIn(index, 'november')[0]?.line ?? [])).toBe('A list by November');
  });

  it('finds seats by agency side and holder, clauses with their translations, proposals, and points of the minutes', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    writeSampleRoster(kh.joint, 'KH');
    const { instrument, first } = await withInstrument(kh, th);
    kh.joint.translations.begin(first, 'km', 'The Parties should cooperate.', 'ភាគីត្រូវសហការ');
    await adopt(kh, th, {
      instrument,
      kind: 'keep',
      summary: 'Keep the clause',
      changes: [
        {
          provision: first,
          base: [kh.joint.articles.text(instrument).provisions.get(first)?.heads[0]?.made ?? ''],
          to: kh.joint.articles.text(instrument).provisions.get(first)?.now ?? null,
        },
      ],
    });
    const meeting = kh.joint.meetings.add({ title: 'Bilateral meeting', heading: 'Day 2' });
    const spot = { section: 'discussion', parent: null, after: null } as const;
    const point = kh.joint.meetings.points.add(meeting, spot, { text: 'ភាគីកម្ពុជាស្នើសុំ' });
    const index = indexOf(kh);
    expect(hitsIn(index, 'សហការ')).toMatchObject([
      {
        kind: 'clause',
        number: [{ text: '1.1', hit: false }],
        context: 'Article 1 Objective',
        place: { section: 'articles', record: first },
      },
    ]);
    expect(kindsIn(hitsIn(index, 'keep the clause'))).toEqual(['proposal']);
    expect(hitsIn(index, 'កម្ពុជាស្នើ')).toMatchObject([
      { kind: 'point', context: 'Day 2', place: { section: 'meetings', record: point } },
    ]);
    const seat = kh.joint.roster.side('KH').seats[0];
    const title = seat?.titleEn.state === 'one' ? seat.titleEn.value : '';
    expect(hitsIn(index, title)[0]).toMatchObject({
      body: 'KH',
      place: { section: 'roster', record: seat?.id },
    });
  });

  it('says which query asks for nothing, and which finds nothing', async () => {
    const { index } = await withItem('Anything');
    for (const query of ['', '   ', '\u200B \t\n\u200D'])
      expect(index.search(query), JSON.stringify(query)).toEqual({ state: 'empty' });
    expect(index.search('zzz')).toEqual({ state: 'nothing' });
  });

  it('takes regex characters and markup as letters, and a query of 10,000 letters or 2,500 words in its stride', async () => {
    const hostile = '<img src=x onerror=alert(1)> ${1} \\d+ (.*)? [a-z] ^$ \u202Etxet\uD800 %00';
    const { index } = await withItem(hostile);
    for (const query of ['(.*)?', '[a-z]', '\\d+', '^$', '${1}', '<img', 'onerror=alert(1)>', 'txet'])
      expect(hitsIn(index, query), query).toHaveLength(1);
    expect(hitsIn(index, '.+')).toEqual([]);
    expect(wordsIn(hitsIn(index, '<img')[0]?.title ?? [])).toContain('<img src=x onerror=alert(1)>');
    expect(index.search('x'.repeat(10_000)).state).toBe('nothing');
    expect(index.search(Array.from({ length: 2_500 }, (_, i) => i.toString(36)).join(' ')).state).toBe(
      'nothing',
    );
  });

  it('forgets a record that is deleted while it is open, finds one written meanwhile, and tells of both', async () => {
    const { kh, plan, item, index } = await withItem('Hold a workshop');
    let told = 0;
    index.open(() => told++);
    expect(hitsIn(index, 'workshop').map(({ id }) => id)).toEqual([item]);
    const undo = kh.joint.plan.deleteItem(item);
    expect(index.search('workshop')).toEqual({ state: 'nothing' });
    undo();
    expect(hitsIn(index, 'workshop')).toHaveLength(1);
    kh.joint.plan.addItem(plan, item, { activity: 'A second workshop' });
    expect(hitsIn(index, 'workshop')).toHaveLength(2);
    expect(told).toBe(3);
    index.close();
    kh.joint.plan.deleteItem(item);
    expect(told).toBe(3);
    expect(hitsIn(index, 'workshop')).toHaveLength(1);
  });

  it('shows the first hits of a page, says how many there are, and shows all when asked', async () => {
    const { kh, plan, index } = await withItem('Workshop');
    for (let i = 0; i < 9; i++) kh.joint.plan.addItem(plan, null, { activity: `Workshop ${i}` });
    expect(index.search('workshop')).toMatchObject({ count: 10, groups: [{ section: 'plan', count: 10 }] });
    expect(hitsIn(index, 'workshop')).toHaveLength(6);
    const all = index.search('workshop', ['plan']);
    expect(all.state === 'found' ? all.groups[0]?.hits.length : 0).toBe(10);
  });
});

describe('what one Party writes for itself', () => {
  it('is found by its own members and never by another body', async () => {
    const relay = await newRelay();
    const seed = new Uint8Array(16).fill(12);
    const [kh, th] = await Promise.all(
      (['KH', 'TH'] as const).map(async (body): Promise<Workspace> => {
        const workspace = await openWorkspace(await sampleIdentity(seed, body, relay.url), newDevice());
        onTestFinished(() => workspace.close());
        return workspace;
      }),
    );
    if (kh?.own == null || th === undefined) throw new Error('no own space');
    const index = (workspace: Workspace) =>
      new SearchIndex({
        joint: workspace.joint,
        own: () => workspace.own,
        today: () => '2022-08-26',
        language: () => 'en',
      });
    const instrument = kh.joint.articles.instruments()[0]?.id ?? '';
    new DraftRegister(kh.own).begin(
      { instrument, kind: 'replace', summary: 'Where we could give way: Zanzibar' },
      { text: 'ចំណុចសម្ងាត់' },
    );
    kh.plan.addPlan({ title: 'Tabled meanwhile', period: '' });
    const ours = index(kh);
    const theirs = index(th);
    expect(kindsIn(hitsIn(ours, 'zanzibar'))).toEqual(['own draft']);
    expect(kindsIn(hitsIn(ours, 'សម្ងាត់'))).toEqual(['own draft']);
    await until(() => hitsIn(theirs, 'tabled meanwhile').length === 1, 'what was written after it');
    expect(theirs.search('zanzibar')).toEqual({ state: 'nothing' });
    expect(theirs.search('សម្ងាត់')).toEqual({ state: 'nothing' });
  });
});

const LETTERS = [...'aÉéıΣ ß\u0301\u200B\u00AD ក្ខាសិលៃ៤៹ กำ้ํา๔ﬁ…“–”´\n'];
const text = fc
  .array(fc.oneof(fc.constantFrom(...LETTERS), fc.string({ unit: 'grapheme', maxLength: 2 })), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));

describe('the folding of a text', () => {
  it('is the same letter by letter and at once, and every folded letter comes from somewhere in the text', () => {
    fc.assert(
      fc.property(text, (written) => {
        const { text: folded, from, to } = traced(written);
        expect(folded).toBe(fold(written));
        expect(from).toHaveLength(folded.length);
        for (let i = 0; i < folded.length; i++) {
          expect(from[i]).toBeLessThan(to[i] ?? 0);
          expect(to[i]).toBeLessThanOrEqual(written.length);
        }
      }),
      { seed: 5, numRuns: 2_000 },
    );
  });

  it('marks without losing or adding a letter of a short text, and any word cut out of it is found', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (written, a, b) => {
        const stretches = marked(written, wordsOf(written.slice(a % 40, (a % 40) + (b % 9))));
        expect(stretches.map((one) => one.text).join('')).toBe(written.replace(/\s+/gu, ' ').trim());
      }),
      { seed: 6, numRuns: 1_000 },
    );
  });

  it('shows what stands around the first hit of a long text, in Khmer, too', () => {
    const long = `${'កិច្ចសហប្រតិបត្តិការ'.repeat(60)} សិក្ខាសាលា ${'ប្រឆាំងអំពើជួញដូរ'.repeat(60)}`;
    const stretches = marked(long, wordsOf('សិក្ខាសាលា'));
    const shown = stretches.map((one) => one.text).join('');
    expect(stretches.filter(({ hit }) => hit).map((one) => one.text)).toEqual(['សិក្ខាសាលា']);
    expect(shown.length).toBeLessThan(320);
    expect(shown.startsWith('…') && shown.endsWith('…')).toBe(true);
    expect(long).toContain(shown.slice(1, -1));
  });
});
