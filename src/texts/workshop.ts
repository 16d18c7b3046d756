import { z } from 'zod';
import type { RosterRegister } from '../registers/roster.ts';
import type { WorkshopWords } from '../registers/workshop-agreement.ts';
import type { Body } from '../registers/workspace-types.ts';
import type { Decides } from '../schema/roster.ts';
import {
  daySpan,
  holder,
  timeSpan,
  type DaySpan,
  type Duration,
  type DutyHolder,
  type PeriodKind,
  type PreparationState,
  type TimeSpan,
} from '../schema/workshop.ts';
import { m } from './messages.ts';
import { readersName } from './readers-first.ts';
import { bodyName } from './people.ts';
import { spanWords, together, weekdaysOf } from './times.ts';

const STATES: Readonly<Record<PreparationState, () => string>> = {
  'to do': m.ws_state_todo,
  drafting: m.ws_state_drafting,
  ready: m.ws_state_ready,
};
const KINDS: Readonly<Record<PeriodKind, () => string>> = {
  holiday: m.ws_kind_holiday,
  busy: m.ws_kind_busy,
};
const DECIDES: Readonly<Record<Decides, () => string>> = {
  yes: m.ws_decides_yes,
  no: m.ws_decides_no,
  unsaid: m.ws_decides_unsaid,
};

export const preparationState = (state: PreparationState): string => STATES[state]();
export const periodKind = (kind: PeriodKind): string => KINDS[kind]();
export const decidesWords = (decides: Decides): string => DECIDES[decides]();

/** `Tue–Thu, 22–24 November 2022`. */
export const daysWords = ({ from, to }: DaySpan): string =>
  m.ws_days_words({ weekdays: weekdaysOf(from, to), days: spanWords(from, to) });

/** `two-three days (planned with 3)`. */
export function durationWords({ spoken, days }: Duration): string {
  if (days === null) return spoken === '' ? m.conflict_none_set() : spoken;
  return spoken === '' ? m.ws_day_count({ count: days }) : m.ws_duration_words({ spoken, count: days });
}

export const timeWords = (time: TimeSpan | null): string =>
  time === null ? m.ws_time_unsaid() : `${time.from}–${time.to}`;

/** Title of a seat, or that there is no such seat. */
export function seatTitle(roster: RosterRegister, id: string): string {
  const seat = roster.seat(id);
  return seat === null
    ? m.ws_seat_missing()
    : (readersName(seat.titleEn, seat.titleKm, seat.titleTh) ?? m.ws_seat_untitled());
}

/** `Cambodia: Focal point`; a body alone where no seat is known. */
export const dutyWords = (
  { body, seat }: DutyHolder,
  roster: RosterRegister,
  bodies: readonly Body[],
): string =>
  seat === null
    ? bodyName(bodies, body)
    : m.ws_duty({ body: bodyName(bodies, body), seat: seatTitle(roster, seat) });

export const dutiesWords = (
  holders: readonly DutyHolder[],
  roster: RosterRegister,
  bodies: readonly Body[],
): string =>
  holders.length === 0 ? m.insp_nobody() : together(holders.map((one) => dutyWords(one, roster, bodies)));

const held = z.union([holder, z.array(holder)]);
const spoken = z.object({ spoken: z.string() });

/** A value of a workshop's records in words, whichever of their fields it stands in. */
export function valueWords(value: unknown, roster: RosterRegister, bodies: readonly Body[]): string {
  if (value === null || value === '') return m.conflict_none_set();
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  const days = daySpan.safeParse(value).data;
  if (days !== undefined) return daysWords(days);
  const time = timeSpan.safeParse(value).data;
  if (time !== undefined) return timeWords(time);
  const duty = held.safeParse(value).data;
  if (duty !== undefined) return dutiesWords([duty].flat(), roster, bodies);
  return spoken.safeParse(value).data?.spoken ?? m.ws_value_untold();
}

/** What is confirmed, by particular, in words; `nameOf` names a body. */
export const confirmedRows = (words: WorkshopWords, nameOf: (body: string) => string) =>
  [
    { key: 'title', name: m.ws_word_title(), value: words.title },
    { key: 'date', name: m.ws_word_date(), value: daysWords(words) },
    { key: 'venue', name: m.ws_word_venue(), value: words.venue },
    { key: 'host', name: m.ws_word_host(), value: nameOf(words.host) },
    {
      key: 'days',
      name: m.ws_word_days(),
      value: durationWords({ spoken: words.duration, days: words.days }),
    },
  ] as const;
