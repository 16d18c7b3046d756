import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { utf8 } from '../../src/crypto/bytes.ts';
import { readChannels, readRosterCsv, ROSTER_COLUMNS, rosterRows } from '../../src/exchange/roster-csv.ts';
import { writeCsv } from '../../src/exchange/table/csv.ts';
import { RosterRegister } from '../../src/registers/roster.ts';
import { CAPACITIES, CHANNEL_KINDS, DECIDES, SEAT_KINDS } from '../../src/schema/roster.ts';
import { inLanguage, LANGUAGES, spokenIn } from '../../src/texts/language.ts';
import { desksOf, meet } from '../sim/joint-desks.ts';
import { PlainWorld, type PlainHost } from '../sim/plain-host.ts';
import { applyImport, previewImport } from './roster-imports.ts';

const hosts: PlainHost[] = [];
afterEach(() => {
  for (const host of hosts.splice(0)) host.close();
});

const TODAY = '2022-08-26';

function one(): RosterRegister {
  const opened = new PlainWorld('TH').open();
  hosts.push(...opened);
  return new RosterRegister(opened[0] as PlainHost, ['KH', 'TH']);
}

const rowsOf = (text: string) => readRosterCsv(utf8(text));
const outcomes = (roster: RosterRegister, text: string) =>
  previewImport(roster, rowsOf(text), TODAY).rows.map(({ outcome }) =>
    outcome.state === 'refused' ? outcome.problem : outcome.state,
  );

describe('a roster as a table', () => {
  it('goes out and comes back unchanged, formulas, bars and three scripts among its words', () => {
    const roster = one();
    const agency = roster.addAgency({ nameEn: '=Ministry' });
    const seat = roster.addSeat(agency, {
      titleEn: '+Focal point',
      titleTh: 'ผู้ประสานงาน',
      titleKm: 'អ្នកសម្របសម្រួល',
      kind: 'focal point',
      duties: '-Answers, "at once"',
      channels: [
        { kind: 'phone', value: '+66 2 555 0101', hours: '08:00|17:00' },
        { kind: 'email', value: 'a\\b@msdhs.example', hours: '' },
      ],
      languages: ['th', 'en'],
    });
    roster.addSeat(agency, { titleEn: 'A vacant one' });
    roster.appoint(seat, { person: { en: 'Anong Srisai', th: 'อนงค์' }, from: '2022-01-01', decides: 'yes' });
    const rows = readRosterCsv(writeCsv(rosterRows({ roster }, 'TH', TODAY)));
    const preview = previewImport(roster, rows, TODAY);
    expect(preview.counts).toEqual({ added: 0, changed: 0, unchanged: 2, refused: 0 });
  });

  it('goes out in any language and comes back unchanged, whatever its kinds, channels and answers', async () => {
    const spoken = await Promise.all(LANGUAGES.map(spokenIn));
    const seat = fc.record({
      kind: fc.constantFrom(...SEAT_KINDS),
      capacity: fc.constantFrom(...CAPACITIES),
      decides: fc.constantFrom(...DECIDES),
      channels: fc.subarray([...CHANNEL_KINDS]),
    });
    fc.assert(
      fc.property(
        fc.array(seat, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...spoken),
        (seats, own) => {
          const roster = one();
          const agency = roster.addAgency({ nameEn: 'Ministry' });
          for (const [i, { kind, capacity, decides, channels }] of seats.entries()) {
            const made = roster.addSeat(agency, {
              titleEn: `Seat ${i}`,
              kind,
              channels: channels.map((one) => ({ kind: one, value: 'x | y', hours: '' })),
            });
            roster.appoint(made, { person: { en: `Person ${i}` }, from: '2022-01-01', capacity, decides });
          }
          const rows = readRosterCsv(writeCsv(inLanguage(own, () => rosterRows({ roster }, 'TH', TODAY))));
          expect(Object.keys(rows[0]?.cells ?? {})).toEqual(ROSTER_COLUMNS);
          expect(previewImport(roster, rows, TODAY).counts).toEqual({
            added: 0,
            changed: 0,
            unchanged: seats.length,
            refused: 0,
          });
          // To an empty roster it says the same of who holds the seats, too.
          const other = one();
          const anew = rows.map(({ line, cells: { seat_id: _, ...cells } }) => ({ line, cells }));
          applyImport(other, anew, TODAY, previewImport(other, anew, TODAY));
          const held = ({ roster: of }: { roster: RosterRegister }) =>
            of.side('TH').agencies.flatMap(({ seats: all }) =>
              all.map(({ id, kind, channels }) => {
                const holder = of.holder(id, TODAY);
                return [
                  kind,
                  channels,
                  holder.state === 'held' && holder.holding.capacity,
                  holder.state === 'held' && holder.holding.decides,
                ];
              }),
            );
          expect(JSON.stringify(held({ roster: other }))).toEqual(JSON.stringify(held({ roster })));
        },
      ),
      { seed: 11, numRuns: 30 },
    );
  });

  it('is shown first, written only then, and exactly as shown', () => {
    const roster = one();
    const text = `agency,seat,kind,channels,person,from
MSDHS,Focal point,focal point,phone | +66 2 555 0101 | ,Anong Srisai,2022-10-01
MSDHS,Member,member,,,
`;
    const preview = previewImport(roster, rowsOf(text), TODAY);
    expect(preview.counts).toMatchObject({ added: 2, refused: 0 });
    expect(roster.side('TH').seats).toEqual([]);
    applyImport(roster, rowsOf(text), TODAY, preview);
    expect(roster.side('TH')).toMatchObject({ agencies: [{ seats: { length: 2 } }], strays: [] });
    const [seat] = roster.side('TH').seats;
    expect(roster.holder(seat?.id ?? '', '2022-10-01')).toMatchObject({ state: 'held' });
    expect(() => applyImport(roster, rowsOf(text), TODAY, preview)).toThrow('changed meanwhile');
    expect(roster.side('TH').seats).toHaveLength(2);
  });

  it('rotates a seat where the table names another person, from the day it says', () => {
    const roster = one();
    const agency = roster.addAgency({ nameEn: 'MSDHS' });
    const seat = roster.addSeat(agency, { titleEn: 'Focal point' });
    roster.appoint(seat, { person: { en: 'Anong Srisai' }, from: '2022-01-01' });
    expect(outcomes(roster, 'agency,seat,person\nMSDHS,Focal point,Somchai Dee')).toEqual(['no first day']);
    expect(outcomes(roster, 'agency,seat,person\nMSDHS,Focal point,')).toEqual(['unchanged']);
    const text = 'agency,seat,person,from\nMSDHS,Focal point,Somchai Dee,2022-10-01';
    const preview = previewImport(roster, rowsOf(text), TODAY);
    expect(preview.rows).toMatchObject([
      {
        outcome: {
          state: 'changed',
          seat,
          changes: [
            { field: 'person', before: { value: 'Anong Srisai' }, now: { value: 'Somchai Dee' } },
            { field: 'from', before: { value: '2022-01-01' }, now: { value: '2022-10-01' } },
          ],
        },
      },
    ]);
    applyImport(roster, rowsOf(text), TODAY, preview);
    expect(roster.holder(seat, '2022-10-01')).toMatchObject({
      holding: { person: { en: 'Somchai Dee' } },
      handedOver: { by: { person: { en: 'Anong Srisai' } } },
    });
  });

  it('knows an agency by its short name, too, and adds no second one for it', () => {
    const roster = one();
    const agency = roster.addAgency({ nameEn: 'Ministry of Social Development', short: 'MSDHS' });
    const seat = roster.addSeat(agency, { titleEn: 'Focal point', kind: 'member' });
    const text = 'agency,seat,kind\nmsdhs,Focal point,focal point\nMSDHS,Member,member';
    const preview = previewImport(roster, rowsOf(text), TODAY);
    expect(preview.rows).toMatchObject([
      { outcome: { state: 'changed', seat } },
      { outcome: { state: 'added', agency } },
    ]);
  });

  it('takes ten thousand rows for a preview within two seconds', () => {
    const roster = one();
    const lines = Array.from({ length: 10_000 }, (_, i) => `MSDHS,Seat ${i},Person ${i}`);
    const begun = performance.now();
    const preview = previewImport(roster, rowsOf(`agency,seat,person\n${lines.join('\n')}`), TODAY);
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(preview.counts.added).toBe(10_000);
    expect(() => rowsOf(`agency,seat,person\n${[...lines, 'MSDHS,x,y'].join('\n')}`)).toThrow(
      'too many rows',
    );
  });

  it('refuses rows one by one, with their line and why, and leaves the others', () => {
    const roster = one();
    const text = `agency,seat,kind,channels,languages,person,from,to,seat_id
MSDHS,A,member,,,,,,
MSDHS,A,member,,,,,,
MSDHS,B,minister,,,,,,
MSDHS,C,member,pigeon | 1,,,,,
MSDHS,D,member,,Thai language,,,,
MSDHS,E,member,,,Anong,2022-02-30,,
MSDHS,F,member,,,Anong,2022-10-02,2022-10-01,
MSDHS,,member,,,,,,
,G,member,,,,,,
MSDHS,H,member,,,,,,nothing
MSDHS,I,member,,,Same Person,,,
MSDHS,J,member,,,same person,,,
`;
    const preview = previewImport(roster, rowsOf(text), TODAY);
    expect(outcomes(roster, text)).toEqual([
      'added',
      'same seat twice',
      'bad cell',
      'bad cell',
      'bad cell',
      'no such day',
      'ends before it starts',
      'no title',
      'no such agency',
      'no such seat',
      'added',
      'added',
    ]);
    expect(preview.rows.at(-1)).toMatchObject({ line: 13, samePersonAs: 12 });
    applyImport(roster, rowsOf(text), TODAY, preview);
    expect(roster.side('TH').seats).toHaveLength(3);
  });

  it('without a column that names a seat, or with one column twice, is no roster', () => {
    expect(() => rowsOf('name,place\na,b')).toThrow('no seat column');
    expect(() => rowsOf('seat,seat\na,b')).toThrow('column twice');
  });

  it('reads no channel out of what is none', () => {
    expect(readChannels('')).toEqual([]);
    expect(readChannels('phone')).toBeNull();
    expect(readChannels('phone | 1 | a\\|b')).toEqual([{ kind: 'phone', value: '1', hours: 'a|b' }]);
  });

  it('of 500 seats is taken in one go by both replicas', async () => {
    const [kh, th] = await desksOf('KH', 'TH');
    const lines = Array.from(
      { length: 500 },
      (_, i) => `MSDHS,Seat ${i},${'Long duties. '.repeat(30)},Person ${i}`,
    );
    const rows = rowsOf(`agency,seat,duties,person\n${lines.join('\n')}`);
    applyImport(th.joint.roster, rows, TODAY, previewImport(th.joint.roster, rows, TODAY));
    await meet(kh, th);
    expect(kh.joint.roster.side('TH').seats).toHaveLength(500);
    expect(th.space.notices()).toEqual([]);
  }, 30_000);
});
