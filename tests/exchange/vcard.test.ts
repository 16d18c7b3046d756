import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { utf8 } from '../../src/crypto/bytes.ts';
import { applyImport, previewImport } from './roster-imports.ts';
import { readRosterVcards, rosterVcards } from '../../src/exchange/roster-vcard.ts';
import {
  readVcards,
  textOf,
  VCARD_LIMITS,
  vcardText,
  writeVcards,
  type VcardProblem,
} from '../../src/exchange/vcard.ts';
import { RosterRegister } from '../../src/registers/roster.ts';
import { PlainWorld, type PlainHost } from '../sim/plain-host.ts';

const hosts: PlainHost[] = [];
afterEach(() => {
  for (const host of hosts.splice(0)) host.close();
});

const fromUtf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const TODAY = '2022-08-26';

function one(): RosterRegister {
  const opened = new PlainWorld('TH').open();
  hosts.push(...opened);
  return new RosterRegister(opened[0] as PlainHost, ['KH', 'TH']);
}

/** A ministry, a division of it, a seat that is held and one that is not. */
function filled(): { roster: RosterRegister; held: string } {
  const roster = one();
  const ministry = roster.addAgency({
    nameEn: 'Ministry; of Social, Development',
    nameTh: 'กระทรวงการพัฒนาสังคม',
  });
  const division = roster.addAgency({ nameEn: 'Division', parent: ministry });
  const held = roster.addSeat(division, {
    titleEn: 'Focal point',
    titleTh: 'ผู้ประสานงาน',
    titleKm: 'អ្នកសម្របសម្រួល',
    kind: 'focal point',
    duties: 'Answers at once;\nsends on, "in writing"',
    channels: [
      { kind: 'mobile', value: '+66 2 555 0101', hours: 'Mon-Fri: 08:00, "late" too' },
      { kind: 'secure line', value: 'line 4, room; 12', hours: '' },
      { kind: 'email', value: 'focal@msdhs.example', hours: '' },
      { kind: 'phone', value: '(02) 555-0102', hours: '' },
      { kind: 'post', value: '1034, Krung Kasem Road; Bangkok', hours: '' },
    ],
    languages: ['th', 'en'],
  });
  roster.addSeat(division, { titleEn: 'A vacant one' });
  roster.appoint(held, {
    person: { en: 'Anong Srisai', km: 'អាណង', th: 'อนงค์ ศรีใส' },
    from: '2022-01-01',
    capacity: 'acting',
    decides: 'yes',
  });
  return { roster, held };
}

const card = (...lines: readonly string[]): string =>
  ['BEGIN:VCARD', 'VERSION:4.0', ...lines, 'END:VCARD', ''].join('\r\n');
const rowsOf = (text: string) => readRosterVcards(utf8(text));

function problem(bytes: Uint8Array): VcardProblem | null {
  try {
    readVcards(bytes);
    return null;
  } catch (error) {
    return (error as { problem: VcardProblem }).problem;
  }
}

describe('a roster as vCards', () => {
  it('goes out and comes back unchanged: three scripts, escalation, hours and what vCard has no word for', () => {
    const { roster } = filled();
    const bytes = rosterVcards({ roster }, roster.side('TH').seats, TODAY);
    const preview = previewImport(roster, readRosterVcards(bytes), TODAY);
    expect(preview.counts).toEqual({ added: 0, changed: 0, unchanged: 2, refused: 0 });
  });

  it('says it in the words of RFC 6350, in lines of 75 octets that part no letter', () => {
    const { roster, held } = filled();
    const seat = roster.seat(held);
    const text = fromUtf8(rosterVcards({ roster }, seat === null ? [] : [seat], TODAY));
    for (const line of text.split('\r\n')) expect(utf8(line).length).toBeLessThanOrEqual(75);
    expect(text).not.toContain('\uFFFD');
    const lines = text.replaceAll('\r\n ', '').split('\r\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'VERSION:4.0',
        `UID;VALUE=text:span-seat-${held}`,
        'FN;ALTID=1;LANGUAGE=km:អាណង',
        'TITLE;ALTID=1;LANGUAGE=th:ผู้ประสานงาน',
        'ROLE:focal point',
        'ORG;ALTID=1;LANGUAGE=en:Ministry\\; of Social\\, Development;Division',
        `TEL;VALUE=uri;PREF=1;X-HOURS="Mon-Fri: 08:00, ^'late^' too";TYPE=work,cell:tel:+66-2-555-0101`,
        'TEL;VALUE=text;PREF=2;TYPE=work,x-secure-line:line 4\\, room\\; 12',
        'EMAIL;PREF=3;TYPE=work:focal@msdhs.example',
        'LANG;PREF=1:th',
      ]),
    );
  });

  it('of a seat carries the seat as its identity: the next holder takes the place of the one before', () => {
    const { roster, held } = filled();
    const uid = () =>
      fromUtf8(rosterVcards({ roster }, roster.side('TH').seats.slice(0, 1), '2022-10-02')).match(
        /UID.*/,
      )?.[0];
    const before = uid();
    roster.rotate(held, { ends: '2022-09-30', next: { person: { th: 'มาลี' }, from: '2022-10-01' } });
    expect(uid()).toBe(before);
    expect(roster.holder(held, '2022-10-02')).toMatchObject({ holding: { person: { th: 'มาลี' } } });
  });

  it('takes a card of another program, the preferred number first, and shows it before it is written', () => {
    const roster = one();
    const text = card(
      'FN:มาลี ทองดี',
      'N:ทองดี;มาลี;;;',
      'ORG:MSDHS;Anti-Trafficking Division',
      'TITLE:Head of Division',
      'item1.TEL;TYPE="voice,work";PREF=2;VALUE=uri:tel:+66-2-555-0102;ext=1',
      'TEL;TYPE=cell;PREF=1:+66 81 555 0101',
      'LANG:th',
      'PHOTO:https://example.org/p.jpg',
    );
    const preview = previewImport(roster, rowsOf(text), TODAY);
    expect(preview.rows).toMatchObject([{ title: 'Head of Division', outcome: { state: 'added' } }]);
    expect(roster.side('TH').seats).toEqual([]);
    applyImport(roster, rowsOf(text), TODAY, preview);
    const [seat] = roster.side('TH').seats;
    expect(seat?.channels).toMatchObject({
      value: [
        { kind: 'mobile', value: '+66 81 555 0101' },
        { kind: 'phone', value: '+66 2 555 0102' },
      ],
    });
    expect(roster.holder(seat?.id ?? '', TODAY)).toMatchObject({ holding: { person: { th: 'มาลี ทองดี' } } });
  });

  it('refuses a card of the other side, one without an office and a day that does not exist, each for itself', () => {
    const roster = one();
    const rows = rowsOf(
      card('UID:span-seat-elsewhere', 'FN:A', 'TITLE:B', 'ORG:C') +
        card('FN:Nobody in particular', 'ORG:C') +
        card('FN:A', 'TITLE:B', 'ORG:C', 'X-SPAN-FROM:2022-02-30') +
        card('FN:A', `TITLE:${'x'.repeat(9_000)}`, 'ORG:C') +
        card('FN:A', 'TITLE:D', 'ORG:C'),
    );
    const preview = previewImport(roster, rows, TODAY);
    expect(
      preview.rows.map(({ outcome }) => (outcome.state === 'refused' ? outcome.problem : outcome.state)),
    ).toEqual(['no such seat', 'no title', 'no such day', 'bad cell', 'added']);
  });
});

describe('a vCard bomb', () => {
  const within = (act: () => unknown, ms: number): void => {
    const begun = performance.now();
    act();
    expect(performance.now() - begun).toBeLessThan(ms);
  };

  it('is refused at the door by name: size, a folded line without end, a hundred thousand properties, cards in cards', () => {
    const folded = `NOTE:a\r\n${' a\r\n'.repeat(VCARD_LIMITS.line + 1)}`;
    const photo = `PHOTO:data:image/jpeg;base64,${'QUJD'.repeat(20_000)}`;
    const cases: readonly (readonly [VcardProblem, Uint8Array])[] = [
      ['too large', new Uint8Array(50 * 1024 * 1024)],
      ['line too long', utf8(card('FN:A', folded))],
      ['line too long', utf8(card('FN:A', photo))],
      ['too many properties', utf8(card('FN:A', ...Array<string>(100_000).fill('X-A:b')))],
      ['too many cards', utf8(card('FN:A').repeat(VCARD_LIMITS.cards + 1))],
      ['nested', utf8(card('FN:A', 'BEGIN:VCARD'))],
      ['nested', utf8(card('FN:A', ...Array<string>(1_000).fill('BEGIN:VCARD')))],
      ['bad line', utf8(card(`TEL${';TYPE=a'.repeat(1)}${','.repeat(10_000)}:1`))],
      ['bad line', utf8(card(`TEL${Array.from({ length: 1_000 }, (_, i) => `;X-${i}=a`).join('')}:1`))],
      ['bad line', utf8(card('TEL'))],
      ['bad line', utf8(card('TEL;TYPE="open:1'))],
    ];
    for (const [expected, bytes] of cases) within(() => expect(problem(bytes)).toBe(expected), 1_000);
  });

  it('is told from a file of another kind, of another version, cut off, or in another encoding', () => {
    expect(problem(utf8(''))).toBe('no card');
    expect(problem(utf8('BEGIN:VCALENDAR\r\n'))).toBe('no card');
    expect(problem(utf8('seat,agency\r\n'))).toBe('no card');
    expect(problem(utf8('BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\nEND:VCARD\r\n'))).toBe('version');
    expect(problem(utf8('BEGIN:VCARD\r\nFN:A\r\nEND:VCARD\r\n'))).toBe('version');
    expect(problem(utf8('BEGIN:VCARD\r\nVERSION:4.0\r\nFN:A\r\n'))).toBe('not closed');
    expect(problem(new Uint8Array([0xff, 0xfe, 0x42, 0]))).toBe('not UTF-8');
    expect(problem(utf8('B\0E\0'))).toBe('not UTF-8');
  });

  it('of backslashes and semicolons alone is read in time in proportion to its length', () => {
    const long = card('FN:A', 'TITLE:B', `ORG:${'\\;'.repeat(3_900)}`, `ADR:${';'.repeat(7_900)}`);
    within(() => rowsOf(long.repeat(50)), 2_000);
  });
});

describe('the form of a vCard', () => {
  it('brings back any text, whatever stands in it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.string({ maxLength: 80 }),
        (text, about) => {
          // Controls have no place in a card and are left out on the way.
          const plain = (said: string) => said.toWellFormed().replace(/[\p{Cc}\u2028\u2029]/gu, '');
          const bytes = writeVcards([
            [{ name: 'NOTE', parameters: { 'X-A': plain(about) }, value: vcardText(plain(text)) }],
          ]);
          const [{ properties: [note] = [] } = {}] = readVcards(bytes);
          expect(textOf(note?.raw ?? '')).toBe(plain(text));
          expect(note?.parameters.get('X-A')).toEqual([plain(about)]);
        },
      ),
      { seed: 20220826, numRuns: 300 },
    );
  });

  it('never throws anything but its own refusal, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'BEGIN:VCARD',
            'VERSION:4.0',
            'END:VCARD',
            'FN:',
            ';',
            '"',
            ':',
            '\r\n',
            '\n ',
            'TEL;TYPE=',
            'ก',
            ',',
            '\\',
          ),
        ),
        (parts) => {
          try {
            readRosterVcards(utf8(`BEGIN:VCARD\r\nVERSION:4.0\r\n${parts.join('')}`));
          } catch (error) {
            expect((error as Error).name).toBe('VcardRefused');
          }
        },
      ),
      { seed: 20220826, numRuns: 500 },
    );
  });
});
