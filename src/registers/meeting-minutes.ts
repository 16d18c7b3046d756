import { firstValue, sameValue, type Field } from '../replica/field.ts';
import type { EndorsementContent } from '../schema/endorsement.ts';
import type { PrintedName } from '../schema/meetings.ts';
import {
  minutesText,
  type MinutesPoint,
  type MinutesSignature,
  type MinutesText,
  type ResultRow,
} from '../schema/minutes.ts';
import { ready, type Signable } from './agreement.ts';
import { isTranslation } from './in-three.ts';
import type { Version } from './matter.ts';
import type { AgendaLine, AttendanceLine, Meeting, NumberedPoint, Section } from './meeting-types.ts';
import type { PlanItem } from './plan.ts';

/** Fields that read otherwise in another language. Minutes are in one, and no translation is in them. */
export const TRANSLATED = ['title', 'heading', 'venue'] as const;

/** What both Parties agree to. */
const MINUTES_SCHEMA = 'minutes/1';
/** What both chairs sign: the same, with the signature block. */
const SIGNED_MINUTES_SCHEMA = 'signed-minutes/1';

/** The record that words on the signature of a meeting's minutes are about: adopting and signing are two acts. */
export const signedRecord = (meeting: string): string => `${meeting}/signed`;

/** Everything minutes are made of, as it stands now. */
export interface MinutesParts {
  readonly meeting: Meeting;
  readonly agenda: readonly AgendaLine[];
  readonly attendance: readonly AttendanceLine[];
  readonly sections: readonly Section[];
  readonly itemsOf: (plan: string) => readonly PlanItem[];
}

/** The minutes in a version; null when it holds something else, or more than this version reads. */
export function readMinutes({ schema, content }: Pick<Version, 'schema' | 'content'>): MinutesText | null {
  if (schema !== MINUTES_SCHEMA && schema !== SIGNED_MINUTES_SCHEMA) return null;
  const text = minutesText.safeParse(content).data ?? null;
  return text !== null && sameValue(text, content) ? text : null;
}

const nameOf = (names: readonly PrintedName[], body: string): string =>
  names.find((one) => one.body === body)?.name ?? body;

/** A plan's items as rows of the minutes' table. */
const rowsOf = (items: readonly PlanItem[], names: readonly PrintedName[]): ResultRow[] =>
  items.map(({ number, activity, responsible, timeframe, expected }) => ({
    number: firstValue(number) ?? '',
    activity: activity.toString(),
    responsible: (firstValue(responsible) ?? []).map((body) => nameOf(names, body)),
    timeframe: firstValue(timeframe)?.spoken ?? '',
    expected: firstValue(expected) ?? '',
  }));

/** Tables as they were agreed, by point and plan: a plan that moves on changes no minutes. */
export function tablesIn(text: MinutesText | null): ReadonlyMap<string, readonly ResultRow[]> {
  const tables = new Map<string, readonly ResultRow[]>();
  const read = ({ id, links, table, points }: MinutesPoint): void => {
    const plan = links.find(({ kind }) => kind === 'plan');
    if (plan !== undefined) tables.set(`${id} ${plan.id}`, table);
    points.forEach(read);
  };
  text?.sections.forEach(({ points }) => points.forEach(read));
  return tables;
}

/**
 * The minutes as they read now; of fields with several values the first by body stands in them, and {@link isSettled} says
 * that they are not to be signed. Null while the date is missing. `tables`: rows that stand, whatever the plan says now.
 */
export function minutesFrom(
  { meeting, agenda, attendance, sections, itemsOf }: MinutesParts,
  tables: ReadonlyMap<string, readonly ResultRow[]>,
): MinutesText | null {
  const date = firstValue(meeting.date);
  if (date === null) return null;
  const names = firstValue(meeting.names) ?? [];
  const pointOf = ({ point, number, points }: NumberedPoint): MinutesPoint => {
    const plan = firstValue(point.table);
    const links = [...(firstValue(point.links) ?? [])];
    if (plan !== null && links.length < 32) links.push({ kind: 'plan', id: plan });
    return {
      id: point.id,
      number,
      by: firstValue(point.by),
      text: point.text.toString(),
      time: firstValue(point.outcome)?.time ?? null,
      links,
      table: plan === null ? [] : [...(tables.get(`${point.id} ${plan}`) ?? rowsOf(itemsOf(plan), names))],
      points: points.map(pointOf),
    };
  };
  return {
    title: firstValue(meeting.title) ?? '',
    heading: firstValue(meeting.heading) ?? '',
    date,
    from: firstValue(meeting.from),
    to: firstValue(meeting.to),
    venue: firstValue(meeting.venue) ?? '',
    host: firstValue(meeting.host) ?? '',
    chairs: firstValue(meeting.chairs) ?? [],
    attendance: attendance.flatMap(({ who, role, agency, present }) => {
      const person = firstValue(who);
      if (person === null) return [];
      return [
        {
          ...person,
          role: firstValue(role) ?? 'delegate',
          agency: firstValue(agency) ?? '',
          present: firstValue(present) ?? false,
        },
      ];
    }),
    agenda: agenda.map(({ title, minutes }) => ({
      title: firstValue(title) ?? '',
      minutes: firstValue(minutes),
    })),
    sections: sections.map(({ number, title, points }) => ({ number, title, points: points.map(pointOf) })),
    signature: null,
  };
}

/** The signature block as it would stand under the minutes; null while it is incomplete. */
export function signatureOf(meeting: Meeting): MinutesSignature | null {
  const named = firstValue(meeting.signatories) ?? [];
  const signatories = named.length > 0 ? named : (firstValue(meeting.chairs) ?? []);
  const date = firstValue(meeting.signDate) ?? firstValue(meeting.date);
  const place = firstValue(meeting.signPlace) ?? '';
  return date === null || place === '' || signatories.length === 0 ? null : { place, date, signatories };
}

const isField = (value: unknown): value is Field<unknown> =>
  typeof value === 'object' && value !== null && 'state' in value;

/** Whether every field that stands in the minutes has one value, and nothing is at once deleted and changed. */
function isSettled(parts: MinutesParts): boolean {
  const { agenda, attendance, sections, meeting } = parts;
  const points = sections.flatMap(({ points: own }) => own.flatMap((one) => [one, ...one.points]));
  const records = [meeting, ...agenda, ...attendance, ...points.map(({ point }) => point)];
  return records.every(
    (record) =>
      record.standing.state === 'present' &&
      Object.entries(record)
        // How long the agenda took, and which phase and clock the table is at, are not in the text.
        .filter(([name]) => !['where', 'standing', 'phase', 'clock', 'spent', 'running'].includes(name))
        .filter(([name]) => !isTranslation(name, TRANSLATED))
        .every(([, value]) => !isField(value) || !['conflict', 'unreadable'].includes(value.state)),
  );
}

/** What can be adopted now. */
export function signableMinutes(parts: MinutesParts, text: MinutesText | null): Signable {
  if (!isSettled(parts)) return { state: 'blocked', problem: 'in conflict' };
  if (text === null || text.sections.every(({ points }) => points.length === 0))
    return { state: 'blocked', problem: 'empty' };
  return ready(MINUTES_SCHEMA, text as EndorsementContent);
}

/** What can be signed now: the adopted text with its signature block. */
export function signableSigned(
  minutes: Signable,
  text: MinutesText | null,
  signature: MinutesSignature | null,
): Signable {
  if (minutes.state === 'blocked') return minutes;
  if (text === null || signature === null) return { state: 'blocked', problem: 'empty' };
  return ready(SIGNED_MINUTES_SCHEMA, { ...text, signature } as EndorsementContent);
}
