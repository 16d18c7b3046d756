import { beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE_BODIES, sampleIdentity } from '../../src/charter/sample.ts';
import { cardOf } from '../../src/charter/shelf.ts';
import { sheetDocx } from '../../src/exchange/docx/sheet-docx.ts';
import { minutesSheet } from '../../src/exchange/minutes-sheet.ts';
import { openWorkspace } from '../../src/registers/workspace.ts';
import type { Body } from '../../src/registers/workspace-types.ts';
import type { MinutesText } from '../../src/schema/minutes.ts';
import { newDevice } from '../charter/devices.ts';
import { readDocx, type WordFile } from './docx-reader.ts';

const minutesDocx = (...of: Parameters<typeof minutesSheet>) => sheetDocx(minutesSheet(...of));

let days: readonly MinutesText[] = [];
let bodies: readonly Body[] = [];

/** The minutes both Parties signed in the sample: the record's own words. */
beforeAll(async () => {
  const identity = await sampleIdentity(new Uint8Array(16).fill(9), 'KH', 'ws://127.0.0.1:9', 'adopted');
  const device = newDevice();
  await device.shelf.put(identity, cardOf(identity, 'KH', 1));
  const workspace = await openWorkspace(identity, device);
  ({ bodies } = workspace);
  const { meetings } = workspace.joint;
  days = meetings.meetings().flatMap(({ id }) => {
    const phase = meetings.minutes(id)?.phase;
    return phase?.phase === 'signed' ? [phase.text] : [];
  });
  await workspace.close();
});

function signedDay(day: 1 | 2): WordFile {
  const text = days[day - 1];
  if (text === undefined) throw new Error('not signed');
  return readDocx(minutesDocx(text, 'signed', bodies));
}

/** Paragraphs of one style, in order. */
const styled = ({ paragraphs }: WordFile, ...styles: string[]): string[] =>
  paragraphs.filter(({ style }) => styles.includes(style)).map(({ words }) => words);

const letters = (count: number, end: string): string[] =>
  Array.from({ length: count }, (_, i) => `${String.fromCharCode(97 + i)}${end}`);

describe('The Word file of the second day', () => {
  it('begins with heading, title and the header block of the record', () => {
    const file = signedDay(2);
    expect(styled(file, 'Heading1', 'Title').slice(0, 2)).toEqual([
      'Meeting Notes Day 2',
      'Bilateral Meeting to Discuss the Plan of Action on the Standard Operating Procedures (SOPs) on Law Enforcement Cooperation',
    ]);
    expect(file.tables[0]).toEqual([
      ['Date and Time', '26 August 2022: 9:00 – 15:00'],
      ['Venue', 'The Sukosol Hotel, Bangkok'],
      [
        'Chair',
        expect.stringMatching(
          /^Secretary of State.*H\.E Chou Bun Eng\nDeputy Director General.*Mr\. Pravit Roykaew$/,
        ),
      ],
      ['Participants', 'See Annex 1 (Attendance List)'],
      ['Agenda', 'See Annex 2 (Agenda)'],
    ]);
  });

  it('has the sections and every point of the record under its own number, in order', () => {
    const file = signedDay(2);
    expect(styled(file, 'Heading2')).toEqual(['1. Opening', '2. Discussion', '3. Key results']);
    const numbers = styled(file, 'Point').map((words) => words.split(' ')[0]);
    expect(numbers).toEqual([...letters(3, ')'), ...letters(23, ')'), ...letters(4, ')')]);
    const points = styled(file, 'Point');
    expect(points[3]).toMatch(/^a\) Master of Ceremony, Mr\. Rachaphon, invited the Chair/);
    expect(points.at(-1)).toBe('d) Adoption of the meeting minutes.');
  });

  it('names who spoke before words that do not, and nobody twice', () => {
    const text = days[1];
    if (text === undefined) throw new Error('not signed');
    const by = text.chairs[0] ?? null;
    const said = (words: string) =>
      styled(
        readDocx(
          minutesDocx(
            {
              ...text,
              sections: [
                {
                  number: '1',
                  title: 'Opening',
                  points: [
                    {
                      id: 'p',
                      number: 'a)',
                      by,
                      text: words,
                      time: '13:30',
                      links: [],
                      table: [],
                      points: [],
                    },
                  ],
                },
              ],
            },
            'draft',
            bodies,
          ),
        ),
        'Point',
      );
    expect(said('Welcomed all.')).toEqual(['a) H.E Chou Bun Eng (Cambodia): Welcomed all. (13:30)']);
    expect(said('Chair of meeting H.E Chou Bun Eng agreed at 13.30.')).toEqual([
      'a) Chair of meeting H.E Chou Bun Eng agreed at 13.30.',
    ]);
  });

  it('has the table of the four items under the key results', () => {
    const table = signedDay(2).tables.find(([head]) => head?.[0] === 'Item');
    expect(table?.[0]).toEqual(['Item', 'Activities', 'Responsible party', 'Timeframe', 'Expected results']);
    expect(table?.slice(1).map(([number]) => number)).toEqual(['1.1', '1.2', '1.3', '1.4']);
    expect(table?.[3]?.slice(2)).toEqual([
      'Royal Government of Cambodia\nGovernment of the Kingdom Thailand\nIOM',
      'October-November 2022',
      'Content, date, venue, participants confirmed',
    ]);
  });

  it('ends with place and date as signed, slip included, and both chairs side by side', () => {
    const file = signedDay(2);
    // The record says Thursday of a Friday; what was signed is not put right, and not said twice.
    expect(styled(file, 'PlaceDate')).toEqual(['Bangkok, Thursday, 26 August 2022']);
    expect(styled(signedDay(1), 'PlaceDate')).toEqual(['Bangkok, Friday, 26 August 2022']);
    const block = file.tables.find((rows) => rows.length === 1 && rows[0]?.length === 2);
    expect(block?.[0]).toEqual([
      expect.stringMatching(/^Deputy Director General[^\n]*\nMr\. Pravit Roykeaw$/),
      expect.stringMatching(/^Secretary of State[^\n]*\nH\.E\. Chou Bun Eng$/),
    ]);
  });

  it('says on every page what it is, how far it has come, and which page of how many', () => {
    const { parts } = signedDay(2);
    const words = (name: string) => JSON.stringify(parts.get(name));
    expect(words('word/header1.xml')).toMatch(/Meeting Notes Day 2.*Adopted and signed by all Parties/);
    expect(words('word/footer1.xml')).toMatch(/Page .* PAGE .* of .* NUMPAGES /);
    expect(words('word/document.xml')).toMatch(/w:headerReference.*w:footerReference.*"w:w":"11906"/);
  });

  it('has the attendance and the agenda as its annexes', () => {
    const file = signedDay(2);
    expect(styled(file, 'Heading1').slice(1)).toEqual(['Annex 1: Attendance List', 'Annex 2: Agenda']);
    const [attendance, agenda] = file.tables.slice(-2);
    expect(attendance?.map(([, name]) => name)).toEqual(expect.arrayContaining(['Saskia Kok']));
    expect(agenda).toHaveLength(6);
    expect(SAMPLE_BODIES.every((body) => bodies.some(({ id }) => id === body))).toBe(true);
  });
});

describe('The Word file of the first day', () => {
  it('has points within points, further in than those they stand under', () => {
    const file = signedDay(1);
    const numbers = styled(file, 'Point').map((words) => words.split(' ')[0]);
    expect(numbers.slice(0, 6)).toEqual(['1.1', '1.2', 'a)', 'b)', 'c)', '1.3']);
    const indents = [...JSON.stringify(file.parts.get('word/document.xml')).matchAll(/"w:left":"(\d+)"/g)];
    expect(indents.slice(0, 3).map(([, left]) => Number(left))).toEqual([567, 567, 1134]);
  });
});

it('The same minutes give the same bytes', () => {
  const [text] = days;
  if (text === undefined) throw new Error('not signed');
  expect(minutesDocx(structuredClone(text), 'signed', bodies)).toEqual(minutesDocx(text, 'signed', bodies));
});

describe('Minutes that a capital has yet to confirm', () => {
  it.each([
    ['draft', 'Draft – not adopted. Ad referendum so far: Thailand by 10 October 2022'],
    [
      'concluded',
      'Concluded ad referendum – not adopted. Still to be confirmed: Thailand by 10 October 2022',
    ],
    [
      'adopted',
      'Adopted by all Parties. Signed ad referendum, still to be confirmed: Thailand by 10 October 2022',
    ],
  ] as const)('say so on paper, whose and by when: %s', (standing, words) => {
    const text = days[1];
    if (text === undefined) throw new Error('not signed');
    const awaited = [{ party: 'TH', until: '2022-10-10' }];
    const { paragraphs } = readDocx(minutesDocx(text, standing, bodies, awaited));
    expect(paragraphs.map((one) => one.words)).toContain(words);
  });
});
