import { addDays, daysIn } from '../registers/days.ts';
import { inThree } from '../registers/in-three.ts';
import type { WorkshopRegister } from '../registers/workshop.ts';
import type { Workshop } from '../registers/workshop-views.ts';
import { firstValue } from '../replica/field.ts';
import { readersWords } from '../texts/readers-first.ts';
import { calendarUid, sequenceAt, type CalendarEvent, type CalendarZone } from './ics.ts';

/** Where the host's clock hangs. */
const ZONES: Readonly<Record<string, CalendarZone>> = { KH: 'Asia/Phnom_Penh', TH: 'Asia/Bangkok' };

/** What the entries say in words. */
export interface CalendarNames {
  /** Of a date that is not confirmed: "Candidate date, not confirmed". */
  readonly tentative: string;
  /** Of one that was struck, or was not taken. */
  readonly off: string;
  /** Of one that both have confirmed. */
  readonly confirmed: string;
  /** Of one that was confirmed, and of which something was changed since or has yet to be confirmed by a capital. */
  readonly changed: string;
  /** Of one that was confirmed and that somebody has struck since. */
  readonly struck: string;
}

/**
 * A workshop as a calendar has it: every candidate date tentative until both Parties confirm one (domain 3.4); then that one,
 * confirmed, with the timed lines of its day plan. A date that was struck, or was not the one, is cancelled: it frees the days
 * in calendars that took it from an earlier file. `now`: Unix ms.
 */
export function workshopEvents(
  register: WorkshopRegister,
  workshop: Workshop,
  workspace: string,
  names: CalendarNames,
  now: number,
): readonly CalendarEvent[] {
  const { confirmed, state, struckSince } = register.confirmation(workshop);
  const base = { sequence: sequenceAt(now) } as const;
  const [title, venue] = [inThree(workshop, 'title'), inThree(workshop, 'venue')];
  const candidates = register.candidates(workshop.id).flatMap((candidate): CalendarEvent[] => {
    const span = firstValue(candidate.span);
    if (span === null) return [];
    const off = confirmed !== null || register.strikes(candidate.id).length > 0;
    return [
      {
        ...base,
        uid: calendarUid(workspace, candidate.id),
        summary: readersWords(title),
        description: off ? names.off : names.tentative,
        location: readersWords(venue),
        when: { kind: 'days', first: span.from, last: span.to },
        status: off ? 'cancelled' : 'tentative',
        busy: false,
      },
    ];
  });
  if (confirmed === null) return candidates;
  // What was confirmed is in the language of the record; the translations stand beside it.
  const summary = readersWords({ ...title, en: confirmed.title });
  const location = readersWords({ ...venue, en: confirmed.venue });
  const stands = state.state === 'agreed' && struckSince.length === 0;
  const status = stands ? 'confirmed' : 'tentative';
  const days = daysIn({ from: confirmed.from, to: confirmed.to });
  const lines = register.dayPlan(workshop.id).flatMap((line): CalendarEvent[] => {
    const [day, time] = [firstValue(line.day), firstValue(line.time)];
    if (day === null || time === null || day > days) return [];
    return [
      {
        ...base,
        uid: calendarUid(workspace, line.id),
        summary: readersWords(inThree(line, 'title')),
        description: summary,
        location,
        when: {
          kind: 'hours',
          day: addDays(confirmed.from, day - 1),
          ...time,
          zone: ZONES[confirmed.host] ?? 'Asia/Phnom_Penh',
        },
        status,
        busy: true,
      },
    ];
  });
  const untimed = register
    .dayPlan(workshop.id)
    .filter(({ time }) => firstValue(time) === null)
    .map((line) => `${firstValue(line.day) ?? '?'}. ${readersWords(inThree(line, 'title'))}`);
  const whole: CalendarEvent = {
    ...base,
    uid: calendarUid(workspace, workshop.id),
    summary,
    description: [
      stands ? names.confirmed : struckSince.length > 0 ? names.struck : names.changed,
      ...untimed,
    ].join('\n'),
    location,
    when: { kind: 'days', first: confirmed.from, last: confirmed.to },
    status,
    busy: true,
  };
  return [whole, ...lines, ...candidates];
}
