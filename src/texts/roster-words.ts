import type { Holder, Holding } from '../registers/holder.ts';
import type { ReadinessPartName } from '../registers/readiness.ts';
import type { PersonName } from '../registers/appointments.ts';
import type { ChannelKind, Decides, Level, SeatKind } from '../schema/roster.ts';
import { m } from './messages.ts';
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
export const channelName = (kind: ChannelKind): string => CHANNELS[kind]();
export const readinessPart = (part: ReadinessPartName): string => PARTS[part]();
export const decidesAnswer = (decides: Decides): string => DECIDES[decides]();

/** A person in the first language there is: English, Khmer, Thai. */
export const personName = ({ en, km, th }: PersonName): string => en || km || th;

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
