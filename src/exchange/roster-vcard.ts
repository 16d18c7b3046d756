import { firstValue, type Field } from '../replica/field.ts';
import type { JointRegisters } from '../registers/joint.ts';
import type { Seat } from '../registers/roster-seats.ts';
import { seatKind, type Channel } from '../schema/roster.ts';
import { channelCell, type RosterColumn, type RosterRow } from './roster-csv.ts';
import {
  partsOf,
  readVcards,
  textOf,
  vcardText,
  writeVcards,
  type Vcard,
  type VcardLine,
  type VcardProperty,
} from './vcard.ts';

/**
 * A card is about a seat, so its UID is the seat's: after a rotation an address book replaces the one who left by the one who
 * came, at the same place.
 */
const UID = 'span-seat-';
/** What vCard has no word for. Others leave it out, and lose nothing they could use. */
const SECURE = 'x-secure-line';
const HOURS = 'X-HOURS';
const CAPACITY = 'X-SPAN-CAPACITY';
const DECIDES = 'X-SPAN-ABLE-TO-DECIDE';
const FROM = 'X-SPAN-FROM';
const TO = 'X-SPAN-TO';

/** A number that survives as an address: `+855 23 555 0101` is `tel:+855-23-555-0101` (RFC 3966), and reads back the same. */
const NUMBER = /^\+\d+(?: \d+)*$/;

type Scripts = Readonly<Record<'en' | 'km' | 'th', string>>;

/** The same in three scripts, as alternatives of one property (ALTID, RFC 6350, 5.4). */
const inScripts = (name: string, said: Scripts, form = vcardText): VcardLine[] =>
  (['en', 'km', 'th'] as const)
    .filter((language) => said[language] !== '')
    .map((language) => ({
      name,
      parameters: { ALTID: '1', LANGUAGE: language },
      value: form(said[language]),
    }));

/** In the order in which they are tried: the first is the preferred one. */
function channelLine({ kind, value, hours }: Channel, at: number): VcardLine {
  const about = { PREF: String(at + 1), ...(hours === '' ? {} : { [HOURS]: hours }) };
  switch (kind) {
    case 'email':
      return { name: 'EMAIL', parameters: { ...about, TYPE: 'work' }, value: vcardText(value) };
    case 'post':
      return { name: 'ADR', parameters: { ...about, TYPE: 'work' }, value: `;;${vcardText(value)};;;;` };
    case 'phone':
    case 'mobile':
    case 'secure line': {
      const types = ['work', kind === 'phone' ? 'voice' : kind === 'mobile' ? 'cell' : SECURE];
      const isNumber = NUMBER.test(value);
      return {
        name: 'TEL',
        parameters: { VALUE: isNumber ? 'uri' : 'text', ...about, TYPE: types },
        value: isNumber ? `tel:${value.replaceAll(' ', '-')}` : vcardText(value),
      };
    }
  }
}

const word = (field: Field<string>): string => firstValue(field) ?? '';

/** Names of an agency and those it is part of, the highest first. */
function pathOf({ roster }: Pick<JointRegisters, 'roster'>, seat: Seat): Scripts[] {
  const path: Scripts[] = [];
  const seen = new Set<string>();
  for (let id: string | null = firstValue(seat.agency); id !== null && !seen.has(id);) {
    seen.add(id);
    const agency = roster.agency(id);
    if (agency === null) break;
    path.unshift({ en: word(agency.nameEn), km: word(agency.nameKm), th: word(agency.nameTh) });
    id = firstValue(agency.parent);
  }
  return path;
}

/** Cards of seats with who holds them on a day (`YYYY-MM-DD`). A vacant seat is the card of an office. */
export function rosterVcards(
  joint: Pick<JointRegisters, 'roster'>,
  seats: readonly Seat[],
  day: string,
): Uint8Array {
  return writeVcards(seats.map((seat) => cardOf(joint, seat, day)));
}

function cardOf(joint: Pick<JointRegisters, 'roster'>, seat: Seat, day: string): VcardLine[] {
  const holder = joint.roster.holder(seat.id, day);
  const holding = holder.state === 'held' ? holder.holding : null;
  const title = { en: word(seat.titleEn), km: word(seat.titleKm), th: word(seat.titleTh) };
  const path = pathOf(joint, seat);
  const org = (language: keyof Scripts): string =>
    path.some((one) => one[language] !== '')
      ? path.map((one) => vcardText(one[language] || one.en)).join(';')
      : '';
  const names = inScripts('FN', holding?.person ?? title);
  const kind = firstValue(seat.kind);
  const said = (name: string, value: string | null): VcardLine[] =>
    value === null || value === '' ? [] : [{ name, value: vcardText(value) }];
  return [
    { name: 'PRODID', value: '-//Span//Roster//EN' },
    { name: 'UID', parameters: { VALUE: 'text' }, value: vcardText(`${UID}${seat.id}`) },
    { name: 'KIND', value: holding === null ? 'org' : 'individual' },
    // A card without a name is none.
    ...(names.length > 0 ? names : [{ name: 'FN', value: vcardText(seat.id) }]),
    ...inScripts('TITLE', title),
    ...(kind === null ? [] : [{ name: 'ROLE', value: vcardText(kind) }]),
    ...inScripts('ORG', { en: org('en'), km: org('km'), th: org('th') }, (parts) => parts),
    ...(firstValue(seat.channels) ?? []).map(channelLine),
    ...(firstValue(seat.languages) ?? []).map((language, at) => ({
      name: 'LANG',
      parameters: { PREF: String(at + 1) },
      value: language,
    })),
    ...said('NOTE', word(seat.duties)),
    ...said(FROM, holding?.since ?? null),
    ...said(TO, holding?.until ?? null),
    ...said(CAPACITY, holding?.capacity ?? null),
    ...said(DECIDES, holding?.decides ?? null),
  ];
}

/**
 * Cards as rows of a roster, to be shown and taken as those of a table are. A property a card does not have says nothing.
 * Throws `VcardRefused`.
 */
export const readRosterVcards = (bytes: Uint8Array): readonly RosterRow[] => readVcards(bytes).map(rowOf);

function rowOf({ line, properties }: Vcard): RosterRow {
  const cells: Partial<Record<RosterColumn, string>> = {};
  const all = (name: string): VcardProperty[] => properties.filter((one) => one.name === name);
  const text = (name: string): string | undefined => {
    const [one] = all(name);
    return one === undefined ? undefined : (textOf(one.raw) ?? TOO_LONG);
  };
  const put = (column: RosterColumn, value: string | undefined): void => {
    if (value !== undefined) cells[column] = value.trim();
  };
  const uid = text('UID');
  if (uid?.startsWith(UID) === true) put('seat_id', uid.slice(UID.length));
  put('agency', scripted(all('ORG')).en);
  const title = scripted(all('TITLE'));
  put('seat', title.en);
  put('seat_km', title.km);
  put('seat_th', title.th);
  const kind = seatKind.safeParse(text('ROLE')?.trim().toLowerCase());
  if (kind.success) put('kind', kind.data);
  put('duties', text('NOTE'));
  const ways = properties.flatMap((one) => channelIn(one) ?? []);
  if (ways.length > 0) put('channels', channelCell(preferredFirst(ways).map(({ channel }) => channel)));
  const languages = all('LANG').map((one) => ({ pref: prefOf(one), language: textOf(one.raw) ?? TOO_LONG }));
  if (languages.length > 0)
    put(
      'languages',
      preferredFirst(languages)
        .map(({ language }) => language)
        .join(' '),
    );
  if (text('KIND')?.toLowerCase() !== 'org') {
    const person = scripted(all('FN'));
    put('person', person.en);
    put('person_km', person.km);
    put('person_th', person.th);
    put('from', text(FROM));
    put('to', text(TO));
    put('capacity', text(CAPACITY));
    put('able_to_decide', text(DECIDES));
  }
  return { line, cells };
}

/** Longer than any field: refused with the row it stands in, by the same rule as a cell. */
const TOO_LONG = 'x'.repeat(8_001);

/** By the language that is said, else by the script it is written in. The last part of a name in parts is the nearest. */
function scripted(properties: readonly VcardProperty[]): Partial<Scripts> {
  const found: { -readonly [K in keyof Scripts]?: string } = {};
  for (const { name, parameters, raw } of properties) {
    const value =
      name === 'ORG' ? partsOf(raw).findLast((part) => part.trim() !== '') : (textOf(raw) ?? TOO_LONG);
    if (value === undefined) continue;
    const said = parameters.get('LANGUAGE')?.[0]?.toLowerCase().split('-')[0];
    const script = /\p{Script=Khmer}/u.test(value) ? 'km' : /\p{Script=Thai}/u.test(value) ? 'th' : 'en';
    found[said === 'en' || said === 'km' || said === 'th' ? said : script] ??= value;
  }
  return found;
}

interface Preferred {
  /** 1 is tried first; 101 where nobody said. */
  readonly pref: number;
}

const prefOf = ({ parameters }: VcardProperty): number => {
  const said = Number(parameters.get('PREF')?.[0] ?? NaN);
  return Number.isInteger(said) && said >= 1 && said <= 100 ? said : 101;
};

const preferredFirst = <T extends Preferred>(all: readonly T[]): T[] =>
  [...all].sort((a, b) => a.pref - b.pref);

function channelIn(property: VcardProperty): (Preferred & { readonly channel: Channel }) | null {
  const { name, parameters, raw } = property;
  const types = (parameters.get('TYPE') ?? []).flatMap((one) => one.toLowerCase().split(','));
  const hours = parameters.get(HOURS)?.[0] ?? '';
  const made = (kind: Channel['kind'], value: string) =>
    value.trim() === '' ? null : { pref: prefOf(property), channel: { kind, value: value.trim(), hours } };
  if (name === 'EMAIL') return made('email', textOf(raw) ?? TOO_LONG);
  if (name === 'ADR')
    return made(
      'post',
      partsOf(raw)
        .filter((part) => part.trim() !== '')
        .join(', '),
    );
  if (name !== 'TEL') return null;
  const said = textOf(raw) ?? TOO_LONG;
  const isUri = parameters.get('VALUE')?.[0]?.toLowerCase() === 'uri';
  const value =
    isUri && /^tel:/i.test(said) ? said.slice(4).replace(/;.*$/s, '').replace(/[-.]/g, ' ') : said;
  return made(types.includes(SECURE) ? 'secure line' : types.includes('cell') ? 'mobile' : 'phone', value);
}
