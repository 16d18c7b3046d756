import { describe, expect, it } from 'vitest';
import { minutesWarnings } from '../../src/registers/meeting-checks.ts';
import type { Warning } from '../../src/registers/checks/warning.ts';
import type { MinutesPoint, MinutesText } from '../../src/schema/minutes.ts';
import { FIRST_DAY } from '../../src/registers/sample-minutes-day1.ts';
import { SECOND_DAY } from '../../src/registers/sample-minutes-day2.ts';
import type { SamplePoint } from '../../src/registers/sample-minutes.ts';

let count = 0;
const pointOf = (number: string, { text }: Pick<SamplePoint, 'text'>): MinutesPoint => {
  return { id: `p${count++}`, number, by: null, text, time: null, links: [], table: [], points: [] };
};

const KHMER = { body: 'KH', seat: null, person: 'H.E Chou Bun Eng', title: 'Secretary of State' };
const THAI = { body: 'TH', seat: null, person: 'Mr. Pravit Roykaew', title: 'Deputy Director General' };

const letters = (points: readonly SamplePoint[]) =>
  points.map((point, i) => pointOf(`${String.fromCharCode(97 + i)})`, point));

/** The second day as the record has it, signature block and all. */
const record: MinutesText = {
  title: 'Bilateral Meeting to Discuss the Plan of Action',
  heading: 'Meeting Notes Day 2',
  date: '2022-08-26',
  from: '09:00',
  to: '15:00',
  venue: 'The Sukosol Hotel, Bangkok',
  host: 'TH',
  chairs: [KHMER, THAI],
  attendance: [],
  agenda: [],
  sections: [
    { number: '1', title: 'Opening', points: letters(SECOND_DAY.opening) },
    { number: '2', title: 'Discussion', points: letters(SECOND_DAY.discussion) },
    { number: '3', title: 'Key results', points: letters(SECOND_DAY.results) },
  ],
  signature: {
    place: 'Bangkok, Thursday',
    date: '2022-08-26',
    signatories: [{ ...THAI, person: 'Mr. Pravit Roykeaw' }, KHMER],
  },
};

const warningsOf = (text: MinutesText) => minutesWarnings({ meeting: 'm', text, held: 0, people: [] });
const found = <C extends Warning['check']>(text: MinutesText, check: C) =>
  warningsOf(text).flatMap((warning) => (warning.check === check ? [warning.found] : []));

describe('The checks before minutes are signed', () => {
  it('find that 26 August 2022, called a Thursday, was a Friday', () => {
    expect(found(record, 'weekday')).toMatchObject([
      { kind: 'other day', date: '2022-08-26', said: 4, is: 5 },
    ]);
  });

  it('find key results numbered 3.1, 2.2, 2.3', () => {
    const [first, second] = record.sections;
    const results = FIRST_DAY.results.map((point, i) => pointOf(['3.1', '2.2', '2.3'][i] ?? '', point));
    if (first === undefined || second === undefined) throw new Error('no sections');
    const text = {
      ...record,
      sections: [first, second, { number: '3', title: 'Key results', points: results }],
    };
    expect(found(text, 'numbering')).toMatchObject([{ kind: 'stray', numbers: ['2.2', '2.3'] }]);
  });

  it('find two spellings of the master of ceremony and of the Thai chair', () => {
    const names = found(record, 'name').map((one) =>
      'spellings' in one ? one.spellings.map(({ text }) => text) : [],
    );
    expect(names).toContainEqual(expect.arrayContaining(['Ratchapon', 'Rachaphon']));
    expect(names).toContainEqual(expect.arrayContaining(['Roykaew', 'Roykeaw']));
  });

  it('find nothing amiss in the numbers that are computed', () => {
    expect(found(record, 'numbering')).toEqual([]);
  });

  it('lead to the point or, for the heading and the signature block, to the meeting', () => {
    const [weekday] = warningsOf(record).filter(({ check }) => check === 'weekday');
    expect(weekday?.at[0]).toMatchObject({ page: 'minutes', id: 'm', part: 'signature line' });
  });
});
