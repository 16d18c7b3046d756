import type { FieldWords } from '../registers/acknowledgement.ts';
import type { Holder, Holding } from '../registers/holder.ts';
import type { ReadinessPartName } from '../registers/readiness.ts';
import type { PersonName } from '../registers/appointments.ts';
import type { Capacity, Channel, ChannelKind, Decides, Level, SeatKind } from '../schema/roster.ts';
import { channel } from '../schema/roster.ts';
import type { Json } from '../crypto/canonical.ts';
import { documentLanguage } from './library.ts';
import { m } from './messages.ts';
import { readersFirst } from './readers-first.ts';
import { calendarDate } from './times.ts';

const LEVELS: Readonly<Record<Level, () => string>> = {
  national: m.rst_level_national,
  provincial: m.rst_level_provincial,
  district: m.rst_level_district,
  border: m.rst_level_border,
  mission: m.rst_level_mission,
};
const KINDS: Readonly<Record<SeatKind, () => string>> = {
  head: m.rst_kind_head,
  'focal point': m.rst_kind_focal,
  member: m.rst_kind_member,
  'competent official': m.rst_kind_official,
};
const CHANNELS: Readonly<Record<ChannelKind, () => string>> = {
  phone: m.rst_phone,
  mobile: m.rst_mobile,
  email: m.rst_email,
  'secure line': m.rst_secure,
  post: m.rst_post,
};
const PARTS: Readonly<Record<ReadinessPartName, () => string>> = {
  agencies: m.rst_part_agencies,
  head: m.rst_part_head,
  'focal points': m.rst_part_focal,
  members: m.rst_part_members,
  'competent officials': m.rst_part_officials,
  channels: m.rst_part_channels,
  annex: m.rst_part_annex,
};
const DECIDES: Readonly<Record<Decides, () => string>> = {
  yes: m.rst_decides_yes,
  no: m.rst_decides_no,
  unsaid: m.rst_decides_unsaid,
};

export const levelName = (level: Level): string => LEVELS[level]();
export const seatKindName = (kind: SeatKind): string => KINDS[kind]();

/** The languages of a seat by name, in its order of preference. */
export const languagesSpoken = (codes: readonly string[]): string => codes.map(documentLanguage).join(', ');
export const channelName = (kind: ChannelKind): string => CHANNELS[kind]();
export const readinessPart = (part: ReadinessPartName): string => PARTS[part]();
export const decidesAnswer = (decides: Decides): string => DECIDES[decides]();

/** A person as the reader's language writes them, else in the first there is. */
export const personName = (name: PersonName): string => readersFirst(name)[0]?.text ?? '';

/** `since 1 October 2022 · acting · until 31 December 2022`. */
export function termWords({ since, until, capacity }: Holding): string {
  return [
    since === null ? '' : m.rst_since({ date: calendarDate(since) }),
    until === null ? '' : m.rst_until({ date: calendarDate(until) }),
    capacity === 'acting' ? m.rst_acting() : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** Why nobody, or nobody alone, holds a seat; empty for one that is held. */
export function holderTrouble(holder: Holder): string {
  switch (holder.state) {
    case 'held':
      return '';
    case 'vacant':
      return holder.since === null
        ? m.rst_vacant()
        : m.rst_vacant_since({ date: calendarDate(holder.since) });
    case 'to come':
      return m.rst_to_come({
        date: calendarDate(holder.next.since ?? ''),
        person: personName(holder.next.person),
      });
    case 'overlap':
      return m.rst_overlap();
    case 'unsettled':
      return m.rst_unsettled();
  }
}

const CAPACITIES: Readonly<Record<Capacity, () => string>> = {
  substantive: m.rst_substantive,
  acting: m.rst_acting,
};
export const capacityName = (capacity: Capacity): string => CAPACITIES[capacity]();

/** `able to decide`; empty where nobody said. */
export function decidesWords(decides: Decides): string {
  if (decides === 'unsaid') return '';
  return decides === 'yes' ? m.rst_decides_can() : m.rst_decides_cannot();
}

/** `Phone +855 23 555 0101, Mon-Fri 08:00-17:00`. */
export const channelWords = ({ kind, value, hours }: Channel): string =>
  [`${channelName(kind)} ${value}`, hours].filter((part) => part !== '').join(', ');

const FIELDS: Readonly<Record<string, () => string>> = {
  nameEn: m.rst_agency_name,
  nameKm: m.rst_agency_km,
  nameTh: m.rst_agency_th,
  short: m.rst_short,
  level: m.rst_level,
  parent: m.rst_parent,
  agency: m.rst_agency,
  titleEn: m.rst_seat_title,
  titleKm: m.rst_title_km,
  titleTh: m.rst_title_th,
  kind: m.rst_kind,
  duties: m.rst_duties,
  dutiesKm: m.doclang_duties_km,
  dutiesTh: m.doclang_duties_th,
  channels: m.rst_channels,
  languages: m.rst_languages,
  seat: m.rst_seat,
  person: m.rst_holder,
  personEn: m.rst_holder,
  personKm: m.rst_person_km,
  personTh: m.rst_person_th,
  from: m.rst_from,
  to: m.rst_to,
  capacity: m.rst_capacity,
  decides: m.rst_decides,
  ended: m.rst_field_ended,
  deleted: m.rst_field_deleted,
};
/** Name of a field of an agency, a seat or an appointment. */
export const rosterField = (field: string): string => FIELDS[field]?.() ?? field;

const CODES: Readonly<Record<string, (code: string) => string>> = {
  level: (code) => LEVELS[code as Level]?.() ?? code,
  kind: (code) => KINDS[code as SeatKind]?.() ?? code,
  capacity: (code) => CAPACITIES[code as Capacity]?.() ?? code,
  decides: (code) => DECIDES[code as Decides]?.() ?? code,
  from: calendarDate,
  to: calendarDate,
};
/** Fields that hold the id of another record. */
const REFERENCES: ReadonlySet<string> = new Set(['parent', 'agency', 'seat']);

/** A value of a seat's form in words: text, language codes, or channels in their order of escalation. */
export function formWords(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(formWords).join(' · ');
  const read = channel.safeParse(value);
  return read.success ? channelWords(read.data) : m.rst_change_nothing();
}

/** A field as it was acknowledged, as it is, or as a file would set it, in words. `nameOf`: of a record; null where there is none. */
export function fieldWords(
  field: string,
  words: FieldWords,
  nameOf: (record: string) => string | null,
): string {
  if (words.state === 'unset') return m.rst_change_nothing();
  if (words.state === 'not kept') return m.rst_change_long();
  const one = (value: Json): string => {
    if (Array.isArray(value)) return value.map(one).join(' · ');
    const read = channel.safeParse(value);
    if (read.success) return channelWords(read.data);
    if (value === true) return m.rst_change_yes();
    const apart = typeof value === 'object' && value !== null && 'apart' in value ? value.apart : null;
    if (Array.isArray(apart)) return m.rst_change_apart({ list: apart.map(one).join(' · ') });
    if (typeof value !== 'string') return JSON.stringify(value);
    if (REFERENCES.has(field)) return nameOf(value) ?? m.rst_change_gone();
    return CODES[field]?.(value) ?? value;
  };
  return one(words.value);
}
