import { z } from 'zod';
import type { Field } from '../replica/field.ts';
import { daySpan, type DaySpan } from '../schema/workshop.ts';
import { ready, stateNow, type Signable } from './agreement.ts';
import type { AgreementState } from './agreement-state.ts';
import type { Matter, Version } from './matter.ts';
import type { Candidate, Strike, Workshop } from './workshop-views.ts';

/** What both confirm: that it takes place, where, when, for how long, and who is the host. */
const WORKSHOP_SCHEMA = 'workshop/1';

const workshopWords = z.strictObject({
  title: z.string(),
  host: z.string(),
  venue: z.string(),
  /** `YYYY-MM-DD`. */
  from: z.string(),
  to: z.string(),
  /** As it was said: "three days". */
  duration: z.string(),
  days: z.number(),
});
export type WorkshopWords = z.infer<typeof workshopWords>;

/** Where the confirmation of a workshop stands. */
export interface Confirmation {
  readonly signable: Signable;
  /** What would be signed; null while it is incomplete or set apart. */
  readonly words: WorkshopWords | null;
  readonly matter: Matter;
  readonly state: AgreementState;
  /** The words both confirmed last and that are in force; null when there are none. */
  readonly confirmed: WorkshopWords | null;
  /** The date put forward; null: none. */
  readonly candidate: Candidate | null;
  /** Who struck the date that is put forward. */
  readonly strikes: readonly Strike[];
  /** Who has struck the date both confirmed. */
  readonly struckSince: readonly Strike[];
}

const unsettled = ({ state }: Field<unknown>): boolean => state === 'conflict' || state === 'unreadable';
const one = <T>(field: Field<T>): T | null => (field.state === 'one' ? field.value : null);

/** The particulars of a workshop that can be confirmed now. A date taken away is none. */
export function signableWorkshop(workshop: Workshop, candidate: Candidate | null): Signable {
  const { title, host, venue, duration, chosen, standing } = workshop;
  const fields = [title, host, venue, duration, chosen, ...(candidate === null ? [] : [candidate.span])];
  if (standing.state !== 'present' || fields.some(unsettled))
    return { state: 'blocked', problem: 'in conflict' };
  if (candidate?.standing.state === 'contested') return { state: 'blocked', problem: 'in conflict' };
  const span = candidate?.standing.state === 'present' ? one(candidate.span) : null;
  const [name, place, by, length] = [one(title)?.trim(), one(venue)?.trim(), one(host), one(duration)];
  const days = length?.days ?? null;
  if (span === null || !name || !place || by === null || length === null || days === null)
    return { state: 'blocked', problem: 'empty' };
  return ready(WORKSHOP_SCHEMA, {
    title: name,
    host: by,
    venue: place,
    from: span.from,
    to: span.to,
    duration: length.spoken,
    days,
  });
}

/** The workshop in a version; null when it has another shape. */
export function readWorkshopWords({
  schema,
  content,
}: Pick<Version, 'schema' | 'content'>): WorkshopWords | null {
  if (schema !== WORKSHOP_SCHEMA) return null;
  const words = workshopWords.safeParse(content).data ?? null;
  return words !== null && daySpan.safeParse(words).success ? words : null;
}

/** `strikesOf`: who struck a date, by its days. */
export function confirmationOf(
  signable: Signable,
  matter: Matter,
  candidate: Candidate | null,
  strikes: readonly Strike[],
  strikesOf: (span: DaySpan) => readonly Strike[],
): Confirmation {
  const confirmed = matter.agreement === null ? null : readWorkshopWords(matter.agreement.version);
  return {
    signable,
    words: signable.state === 'ready' ? readWorkshopWords(signable) : null,
    matter,
    state: stateNow(matter, signable),
    confirmed,
    candidate,
    strikes,
    struckSince: confirmed === null ? [] : strikesOf(confirmed),
  };
}
