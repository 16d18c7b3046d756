import type { Standing } from '../replica/deletion.ts';
import type { Whereabouts } from '../replica/door.ts';
import type { Draft } from '../replica/draft.ts';
import type { Field, Said } from '../replica/field.ts';
import type {
  AgendaFields,
  AttendanceFields,
  Clock,
  MeetingFields,
  Phase,
  PointFields,
  SectionKind,
  SeriesFields,
  SpeakerFields,
  TimerFields,
} from '../schema/meetings.ts';
import type { MinutesSignature, MinutesText } from '../schema/minutes.ts';
import type { Signable } from './agreement.ts';
import type { AgreementState } from './agreement-state.ts';
import type { Agreement, Matter } from './matter.ts';
import type { Awaited } from './meeting-awaited.ts';

/** A record as every list of a register needs it. */
export interface Kept {
  readonly id: string;
  readonly standing: Standing;
  /** Read anew at every access. */
  readonly where: Whereabouts;
  readonly order: string;
}

type FieldsOf<F, K extends keyof F = keyof F> = { readonly [N in K]: Field<F[N]> };

export interface Series extends Kept, FieldsOf<SeriesFields> {}

/** A meeting's own fields, as everybody's writing left them. In order of date and beginning. */
export interface Meeting extends Kept, FieldsOf<MeetingFields> {}

/** Whether a line of the agenda has run. `spent` in minutes. A line that several clocks name after merging runs, too. */
export type AgendaState =
  | { readonly state: 'waiting' }
  | { readonly state: 'running'; readonly since: number; readonly spent: number }
  | { readonly state: 'done'; readonly spent: number };

export interface AgendaLine extends Kept, FieldsOf<AgendaFields, Exclude<keyof AgendaFields, 'order'>> {
  readonly running: AgendaState;
}

export interface AttendanceLine
  extends Kept, FieldsOf<AttendanceFields, Exclude<keyof AttendanceFields, 'order'>> {}

/** Somebody who asked for the floor. */
export interface Speaker extends Kept, FieldsOf<SpeakerFields, Exclude<keyof SpeakerFields, 'order'>> {}

/** A timer for a point or a break. */
export interface Timer extends Kept, FieldsOf<TimerFields, Exclude<keyof TimerFields, 'order'>> {}

/** A point of the minutes. Its number is not here: see {@link NumberedPoint}. */
export interface Point extends Kept, FieldsOf<PointFields, Exclude<keyof PointFields, 'order'>> {
  readonly text: Draft;
}

/** A point where it stands now. Every standing point of a meeting is in exactly one place, whatever was merged. */
export interface NumberedPoint {
  readonly point: Point;
  /** As printed: "1.2", "a)", "aa)". */
  readonly number: string;
  /** Empty for a point that is nested itself. */
  readonly points: readonly NumberedPoint[];
}

export interface Section {
  readonly kind: SectionKind;
  /** "1". */
  readonly number: string;
  readonly title: string;
  readonly points: readonly NumberedPoint[];
}

/** One move from phase to phase, the newest last; a step back stays in sight. */
export interface PhaseStep {
  readonly from: Phase;
  readonly to: Phase;
  readonly by: Said<unknown>['by'];
  /** Unix ms, claimed. */
  readonly at: number | null;
}

/** How far a meeting's minutes have come. Adopted and signed follow from what both Parties said, never from a field. */
export type MeetingPhase =
  | { readonly phase: Phase; readonly adoption: AgreementState }
  /** Both agreed to the minutes word for word, and nothing has changed since. */
  | {
      readonly phase: 'adopted';
      readonly adopted: Agreement;
      readonly signing: AgreementState;
      readonly signable: Signable;
    }
  /** Both signed: it is locked. Edits made apart while that happened are kept beside the signed text, and told. */
  | {
      readonly phase: 'signed';
      readonly signed: Agreement;
      readonly text: MinutesText;
      readonly since: 'unchanged' | 'changed since signed';
    };

/** The minutes as they read now, and what was said of them. */
export interface Minutes {
  /** Null while a date or a title is missing: nothing can be printed as minutes then. */
  readonly text: MinutesText | null;
  /** For adoption, schema `minutes/1`, about the record of the meeting. */
  readonly signable: Signable;
  readonly matter: Matter;
  readonly phase: MeetingPhase;
  /** Whose capital has yet to confirm: the adoption, or the signature of what is adopted. */
  readonly awaited: readonly Awaited[];
  /** Place, date and signatories as they would stand under the minutes; null while they are incomplete. */
  readonly signature: MinutesSignature | null;
  /** About the record {@link signedRecord}, schema `signed-minutes/1`. */
  readonly signing: { readonly signable: Signable; readonly matter: Matter; readonly state: AgreementState };
}

export type MeetingProblem =
  /** Both have signed: only a new version can be written. */
  | 'locked'
  /** Minutes are signed only as both adopted them. */
  | 'not adopted'
  /** The text is longer than what can be signed (200 KiB). */
  | 'too large'
  /** Only signed minutes are opened again. */
  | 'not signed'
  /** A proposal or an item already stands in these minutes. */
  | 'drawn already';

/** An act the state of the meeting does not allow. Audience: the member who wanted to. */
export class MeetingRefused extends Error {
  override readonly name = 'MeetingRefused';
  readonly problem: MeetingProblem;
  constructor(problem: MeetingProblem) {
    super(problem);
    this.problem = problem;
  }
}

export type { Clock };
