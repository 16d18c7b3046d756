import type { Awaited } from '../registers/meeting-awaited.ts';
import type { Body } from '../registers/workspace-types.ts';
import type {
  AttendanceLine,
  AttendanceRole,
  Attributed,
  MinutesPoint,
  MinutesSignature,
  MinutesText,
  ResultRow,
} from '../schema/minutes.ts';
import { ENGLISH, inEnglish, inLanguage, type Spoken } from '../texts/language.ts';
import { m } from '../texts/messages.ts';
import { bodyName } from '../texts/people.ts';
import { namesWeekday } from '../texts/calendar-words.ts';
import { calendarDate, weekdayName } from '../texts/times.ts';
import { wordsItsSpeaker } from './attribution.ts';
import { printable } from './printable.ts';
import {
  cell,
  type Sheet,
  type SheetAnnex,
  type SheetBlock,
  type SheetCell,
  type SheetSignatures,
  type SheetTable,
} from './sheet.ts';
import { sheetFrame } from './sheet-frame.ts';
import { headTable, languageRows } from './sheet-head.ts';

/** How far a text of minutes has come; signed ones are adopted, and concluded ones are by all Parties but not plainly by each. */
export type MinutesStanding = 'draft' | 'concluded' | 'adopted' | 'signed';

const STANDINGS: Readonly<Record<MinutesStanding, () => string>> = {
  draft: m.doc_standing_draft,
  concluded: m.doc_standing_concluded,
  adopted: m.doc_standing_adopted,
  signed: m.doc_standing_signed,
};
/** The same where a capital is still to confirm; `until`: which, and by when. */
const AWAITING: Readonly<Record<Exclude<MinutesStanding, 'signed'>, (inputs: { until: string }) => string>> =
  {
    draft: m.doc_awaited_draft,
    concluded: m.doc_awaited_concluded,
    adopted: m.doc_awaited_adopted,
  };

function standingWords(
  standing: MinutesStanding,
  awaited: readonly Awaited[],
  bodies: readonly Body[],
): string {
  if (standing === 'signed' || awaited.length === 0) return STANDINGS[standing]();
  const until = awaited.map(({ party, until: day }) =>
    m.agree_referendum_until({ party: bodyName(bodies, party), date: calendarDate(day) }),
  );
  return AWAITING[standing]({ until: until.join('; ') });
}
const ROLES: Readonly<Record<AttendanceRole, () => string>> = {
  chair: m.doc_as_chair,
  mc: m.doc_as_mc,
  delegate: m.doc_as_delegate,
  secretariat: m.doc_as_secretariat,
  observer: m.doc_as_observer,
  interpreter: m.doc_as_interpreter,
};

const lines = (text: string): SheetCell => cell(...printable(text).split('\n'));

/** `09:00` → `9:00`, as the record writes it. */
const hour = (time: string): string => time.replace(/^0/, '');

function whenOf({ date, from, to }: MinutesText): string {
  if (from === null) return calendarDate(date);
  const hours = to === null ? hour(from) : m.doc_hours({ start: hour(from), end: hour(to) });
  return m.doc_when({ date: calendarDate(date), hours });
}

const officeAndPerson = ({ title, person }: Attributed): string =>
  printable(
    title === '' || person === '' ? `${title}${person}` : m.doc_office_person({ office: title, person }),
  );

const headOf = (text: MinutesText): SheetTable =>
  headTable(m.doc_head_table(), [
    [m.doc_label_when(), cell(whenOf(text))],
    [m.doc_label_venue(), lines(text.venue)],
    [m.doc_label_chair(), { kind: 'list', lines: text.chairs.map(officeAndPerson) }],
    [m.doc_label_participants(), cell(...(text.attendance.length > 0 ? [m.doc_see_annex_1()] : []))],
    [m.doc_label_agenda(), cell(...(text.agenda.length > 0 ? [m.doc_see_annex_2()] : []))],
    ...languageRows(),
  ]);

const resultsOf = (rows: readonly ResultRow[]): SheetTable => ({
  name: m.doc_results_table(),
  columns: [
    { heading: m.doc_col_item(), share: 0.08 },
    { heading: m.doc_col_activities(), share: 0.31 },
    { heading: m.doc_col_responsible(), share: 0.21 },
    { heading: m.doc_col_timeframe(), share: 0.17 },
    { heading: m.doc_col_expected(), share: 0.23 },
  ],
  rows: rows.map(({ number, activity, responsible, timeframe, expected }) => [
    lines(number),
    lines(activity),
    cell(...responsible.map(printable)),
    lines(timeframe),
    lines(expected),
  ]),
});

/** What a speaker may be called in the words of a point, in lower case. */
function officesOf({ person, body, title }: Attributed, { chairs, attendance }: MinutesText): string[] {
  const same = (other: Attributed) =>
    other.person === person && other.body === body && (person !== '' || other.title === title);
  const roles = attendance.filter(same).map(({ role }) => role);
  const said = chairs.some(same) ? [...roles, 'chair' as const] : roles;
  return said.filter((role) => role === 'chair' || role === 'mc').map((role) => ROLES[role]().toLowerCase());
}

/** A point as the record would word it: who spoke stands before it unless it says so itself, and so does an outcome's time. */
function wordsOf({ by, text, time }: MinutesPoint, minutes: MinutesText, bodies: readonly Body[]): string {
  const speaker = by === null ? '' : by.person === '' ? by.title : by.person;
  const said =
    by === null || speaker === '' || wordsItsSpeaker(text, by, officesOf(by, minutes))
      ? text
      : m.doc_said({ person: speaker, body: bodyName(bodies, by.body), text });
  const told =
    time === null || [time, time.replace(':', '.'), hour(time)].some((form) => said.includes(form));
  return printable(told ? said : m.doc_outcome_time({ text: said, time: hour(time) }));
}

function attendanceOf(attendance: readonly AttendanceLine[], bodies: readonly Body[]): SheetTable {
  return {
    name: m.doc_annex_1(),
    columns: [
      { heading: m.doc_col_number(), share: 0.07 },
      { heading: m.doc_col_name(), share: 0.22 },
      { heading: m.doc_col_office(), share: 0.33 },
      { heading: m.doc_col_for(), share: 0.13 },
      { heading: m.doc_col_as(), share: 0.14 },
      { heading: m.doc_col_present(), share: 0.11 },
    ],
    rows: attendance.map(({ person, title, agency, body, role, present }, i) => [
      cell(String(i + 1)),
      lines(person),
      cell(...[title, agency].filter((words) => words !== '').map(printable)),
      lines(bodyName(bodies, body)),
      cell(ROLES[role]()),
      cell(present ? m.doc_yes() : m.doc_no()),
    ]),
  };
}

const agendaOf = ({ agenda }: MinutesText): SheetTable => ({
  name: m.doc_annex_2(),
  columns: [
    { heading: m.doc_col_number(), share: 0.08 },
    { heading: m.doc_col_line(), share: 0.77 },
    { heading: m.doc_col_minutes(), share: 0.15 },
  ],
  rows: agenda.map(({ title, minutes }, i) => [
    cell(String(i + 1)),
    lines(title),
    cell(...(minutes === null ? [] : [String(minutes)])),
  ]),
});

/** "Bangkok, Friday, 26 August 2022". A place that names a day of the week keeps it, right or wrong: that was signed. */
function placeAndDate({ place, date }: MinutesSignature): string {
  const day = calendarDate(date);
  const weekday = namesWeekday(place) ? '' : weekdayName(date);
  return printable(
    weekday === '' ? m.doc_place_day({ place, date: day }) : m.doc_place_date({ place, weekday, date: day }),
  );
}

const signaturesOf = ({ signature }: MinutesText): SheetSignatures | null =>
  signature && {
    placeAndDate: placeAndDate(signature),
    blocks: signature.signatories.map(({ title, person }) => ({
      office: printable(title),
      name: printable(person),
    })),
  };

const annex = (heading: string, table: SheetTable): SheetAnnex => ({
  heading,
  blocks: [{ kind: 'table', table }],
});

/** "1" → "1.", as the record prints the number of a section. */
const dotted = (number: string): string => (/\d$/u.test(number) ? `${number}.` : number);

/**
 * Minutes in the shape of the record of August 2022, and nothing that is not in them. Empty rows of the header block stay,
 * so that what is missing shows; `bodies` names the Parties and partners; `awaited`: whose capital is still to confirm;
 * `own`: what headings, labels and dates are said in, the language of the record unless told.
 */
export const minutesSheet = (
  text: MinutesText,
  standing: MinutesStanding,
  bodies: readonly Body[],
  awaited: readonly Awaited[] = [],
  own: Spoken = ENGLISH,
): Sheet => inLanguage(own, () => sheetOf(text, standingWords(standing, awaited, bodies), bodies));

function sheetOf(text: MinutesText, standing: string, bodies: readonly Body[]): Sheet {
  const pointsOf = (points: readonly MinutesPoint[], level: number): SheetBlock[] =>
    points.flatMap((point) => [
      {
        kind: 'point' as const,
        record: point.id,
        number: printable(point.number),
        level,
        // Who spoke is part of the sentence, which is the record's.
        text: inEnglish(() => wordsOf(point, text, bodies)),
      },
      ...(point.table.length > 0 ? [{ kind: 'table' as const, table: resultsOf(point.table) }] : []),
      ...pointsOf(point.points, level + 1),
    ]);
  return {
    frame: sheetFrame(),
    layout: 'upright',
    standing,
    heading: printable(text.heading),
    title: printable(text.title),
    date: text.date,
    head: headOf(text),
    blocks: text.sections.flatMap(({ number, title, points }) => [
      { kind: 'heading' as const, number: dotted(printable(number)), text: printable(title) },
      ...pointsOf(points, 0),
    ]),
    signatures: signaturesOf(text),
    annexes: [
      ...(text.attendance.length > 0 ? [annex(m.doc_annex_1(), attendanceOf(text.attendance, bodies))] : []),
      ...(text.agenda.length > 0 ? [annex(m.doc_annex_2(), agendaOf(text))] : []),
    ],
  };
}
