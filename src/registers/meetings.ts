import { stands } from '../replica/deletion.ts';
import type { ChangedRecords, EndorsementHost } from '../replica/door.ts';
import { byText, firstValue, type Field } from '../replica/field.ts';
import { Listeners } from '../replica/listeners.ts';
import { byPlace, orderBetween } from '../replica/order.ts';
import { Records } from '../replica/records.ts';
import { ENDORSEMENT_LIMITS, type Decision } from '../schema/endorsement.ts';
import {
  DEFAULT_SECTIONS,
  meetingFields,
  phaseStepFields,
  seriesFields,
  type Clock,
  type MeetingFields,
  type Phase,
  type SectionKind,
  type SectionStyle,
  type SeriesFields,
} from '../schema/meetings.ts';
import type { AgreementRegister, Signable } from './agreement.ts';
import { isTranslation, viewInThree } from './in-three.ts';
import { KeptRecords } from './kept-records.ts';
import { Agenda } from './meeting-agenda.ts';
import { Attendance } from './meeting-attendance.ts';
import { Floor } from './meeting-floor.ts';
import { kept } from './meeting-lines.ts';
import { signedRecord, TRANSLATED, type MinutesParts } from './meeting-minutes.ts';
import { Points } from './meeting-points.ts';
import { reopened } from './meeting-reopen.ts';
import { stepsOf } from './meeting-steps.ts';
import { MeetingRefused, type Meeting, type Minutes, type PhaseStep, type Series } from './meeting-types.ts';
import { versionsOf } from './meeting-versions.ts';
import { minutesOf, signedInFull } from './minutes-state.ts';
import type { PlanRegister } from './plan.ts';

export type MeetingWish = Partial<Omit<MeetingFields, 'phase' | 'clock' | 'versionOf'>>;

/** The meetings of a workspace, with their agendas, attendance and minutes. */
export class MeetingRegister {
  static readonly ROOTS = [
    'series',
    'meetings',
    'agenda',
    'attendance',
    'points',
    'phases',
    'speakers',
    'timers',
  ] as const;

  readonly agenda: Agenda;
  readonly attendance: Attendance;
  readonly points: Points;
  /** Who asks to speak and who speaks, and timers. */
  readonly floor: Floor;
  readonly #host: EndorsementHost;
  readonly #agreement: AgreementRegister;
  readonly #plan: PlanRegister;
  readonly #series: KeptRecords<typeof seriesFields, Series>;
  readonly #meetings: KeptRecords<typeof meetingFields & OrderField, Meeting>;
  readonly #steps: Records<typeof phaseStepFields>;
  readonly #styles = new WeakMap<Meeting, Readonly<Record<SectionKind, SectionStyle>>>();
  readonly #minutes = new Map<string, { readonly from: readonly unknown[]; readonly made: Minutes }>();
  readonly #listeners = new Listeners<[records: ChangedRecords]>();

  constructor(host: EndorsementHost, agreement: AgreementRegister, plan: PlanRegister) {
    this.#host = host;
    this.#agreement = agreement;
    this.#plan = plan;
    this.#series = new KeptRecords(host, 'series', seriesFields, (view, about) =>
      kept(about, viewInThree(view, 'title')),
    );
    this.#meetings = new KeptRecords(host, 'meetings', MEETING_FIELDS, (view, about): Meeting =>
      kept(about, {
        ...viewInThree(view, 'title'),
        ...viewInThree(view, 'heading'),
        series: view.field('series'),
        ...viewInThree(view, 'venue'),
        host: view.field('host'),
        date: view.field('date'),
        from: view.field('from'),
        to: view.field('to'),
        zone: view.field('zone'),
        chairs: view.field('chairs'),
        names: view.field('names'),
        opening: view.field('opening'),
        discussion: view.field('discussion'),
        results: view.field('results'),
        phase: view.field('phase'),
        clock: view.field('clock'),
        speaking: view.field('speaking'),
        signPlace: view.field('signPlace'),
        signDate: view.field('signDate'),
        signatories: view.field('signatories'),
        versionOf: view.field('versionOf'),
      }),
    );
    this.#steps = new Records(host, 'phases', phaseStepFields);
    const guard = (meeting: string | null) => this.#guard(meeting);
    this.agenda = new Agenda(host, guard, {
      clock: (meeting): Field<Clock | null> => this.#meetings.view(meeting)?.clock ?? NO_CLOCK,
      setClock: (meeting, clock) => this.#meetings.set(meeting, { clock }),
    });
    this.attendance = new Attendance(host, guard);
    this.floor = new Floor(host, guard, (meeting) => {
      const about = this.#meetings.view(meeting);
      return about === null ? null : firstValue(about.speaking);
    });
    this.points = new Points(host, guard, (meeting) => this.#stylesOf(meeting));
    host.observe((records) => {
      const ours = [this.#series, this.#meetings, this.agenda, this.attendance, this.points, this.floor]
        .map((one) => one.drop(records))
        .includes(true);
      const theirs = (id: string) => this.#plan.item(id) !== null || id.endsWith(signedRecord(''));
      if (records !== null && !ours && ![...records].some(theirs)) return;
      this.#listeners.tell(records);
    });
  }

  /** Series that stand, in order. */
  series(): readonly Series[] {
    return [...this.#series.all()].filter(stands).sort(byPlace);
  }

  /** Adds a series after all others; gives its id. Throws `BadValue` and `WriteRefused`, as all that writes here. */
  addSeries(title: string, translated: Partial<Omit<SeriesFields, 'title'>> = {}): string {
    const id = this.#host.newId();
    const all = [...this.#series.all()].sort(byPlace);
    return this.#series.add(id, { title, ...translated, order: orderBetween(all, all.length - 1, id) });
  }

  setSeries(id: string, fields: Partial<SeriesFields>): void {
    this.#series.set(id, fields);
  }

  /** Meetings that stand, by date and beginning, then by id; those without a date last. */
  meetings(): readonly Meeting[] {
    const at = ({ date, from }: Meeting) => `${firstValue(date) ?? '~'} ${firstValue(from) ?? ''}`;
    return [...this.#meetings.all()]
      .filter(stands)
      .sort((a, b) => byText(at(a), at(b)) || byText(a.id, b.id));
  }

  /** Any meeting by id, deleted ones included; null when there is none. The same view until its own record changes. */
  meeting(id: string): Meeting | null {
    return this.#meetings.view(id);
  }

  /** Meetings that were deleted. */
  deletedMeetings(): readonly Meeting[] {
    return this.#meetings.all().filter(({ standing }) => standing.state === 'deleted');
  }

  /** Prepares a meeting; gives its id. */
  add(wish: MeetingWish & { readonly title: string }): string {
    return this.#meetings.add(this.#host.newId(), { ...wish, phase: 'prepared' });
  }

  /**
   * Sets fields of a meeting; in a conflict this is the choice. `MeetingRefused` 'locked' once both have signed, but for what its
   * names read in another language: no word of that is in the minutes.
   */
  set(id: string, wish: MeetingWish): void {
    if (!Object.keys(wish).every((field) => isTranslation(field, TRANSLATED))) this.#guard(id);
    this.#meetings.set(id, wish);
  }

  /** Deletes a meeting; gives the undo. */
  delete(id: string): () => void {
    this.#guard(id);
    this.#meetings.delete(id);
    return () => this.restore(id);
  }

  restore(id: string): void {
    this.#meetings.restore(id);
  }

  /** Moves a meeting to a phase, forward or back; the step is kept as a trace. Whoever leads the meeting does. */
  moveTo(id: string, phase: Phase): void {
    this.#guard(id);
    const from = firstValue(this.#meetings.existing(id).phase) ?? 'prepared';
    this.#host.change(() => {
      this.#meetings.set(id, { phase });
      if (from !== phase) this.#steps.add({ meeting: id, from, to: phase }, {});
    });
  }

  /** Every step between phases, by claimed time, the newest last. */
  steps(id: string): readonly PhaseStep[] {
    return stepsOf(this.#steps, id);
  }

  /**
   * The minutes as they read now and what was said of them; null when there is no such meeting. The same object until
   * anything in it changes.
   */
  minutes(id: string): Minutes | null {
    const meeting = this.#meetings.view(id);
    if (meeting === null) return null;
    const plans = this.points.list(id).flatMap(({ table }) => firstValue(table) ?? []);
    const adoption = this.#agreement.matter(id);
    const signing = this.#agreement.matter(signedRecord(id));
    const parts: MinutesParts = {
      meeting,
      agenda: this.agenda.list(id),
      attendance: this.attendance.list(id),
      sections: this.points.sections(id),
      itemsOf: (plan) => this.#plan.items(plan),
    };
    const items = plans.map((plan) => this.#plan.items(plan));
    const from = [meeting, parts.agenda, parts.attendance, parts.sections, adoption, signing, ...items];
    const before = this.#minutes.get(id);
    if (before?.from.length === from.length && before.from.every((one, i) => one === from[i]))
      return before.made;
    const made = minutesOf(parts, adoption, signing);
    this.#minutes.set(id, { from, made });
    return made;
  }

  /** Whether both Parties have signed: nothing of it is written any more. */
  isLocked(id: string): boolean {
    return signedInFull(this.#agreement.matter(signedRecord(id))) !== null;
  }

  /**
   * A Party's word on the minutes as they were on the screen. Throws `EndorseRefused`, `WriteRefused`, `MeetingRefused`
   * 'locked' and 'too large'.
   */
  adopt(id: string, seen: string, decision: Decision, mandate?: string): void {
    this.#guard(id);
    const minutes = this.minutes(id);
    if (minutes === null) return;
    this.#endorse(id, minutes.signable, seen, decision, mandate);
  }

  /** A Party signs the adopted minutes. Throws as {@link adopt}, and `MeetingRefused` 'not adopted'. */
  sign(id: string, seen: string, decision: Decision, mandate?: string): void {
    this.#guard(id);
    const minutes = this.minutes(id);
    if (minutes === null) return;
    const { signing, phase } = minutes;
    const binds = decision.kind === 'agreed' || decision.kind === 'ad referendum';
    if (binds && phase.phase !== 'adopted') throw new MeetingRefused('not adopted');
    this.#endorse(signedRecord(id), signing.signable, seen, decision, mandate);
  }

  /**
   * Opens signed minutes as a new version, which is a meeting of its own: the signed one stays locked and in force until both
   * have signed the new one. Gives its id. Throws `MeetingRefused` 'not signed'.
   */
  reopen(id: string): string {
    const meeting = this.#meetings.existing(id);
    if (!this.isLocked(id)) throw new MeetingRefused('not signed');
    return this.#host.change(() => {
      const next = this.#meetings.add(this.#host.newId(), {
        ...reopened(meeting),
        phase: 'discussed',
        versionOf: id,
      });
      this.points.copy(id, next);
      this.agenda.copy(id, next);
      this.attendance.copy(id, next);
      return next;
    });
  }

  /** All versions of a meeting's minutes, the first at the front, with how many signed ones came before each. */
  versions(id: string): ReturnType<typeof versionsOf> {
    return versionsOf(this.#meetings, id);
  }

  /** The version in force: the last that both have signed; null while none is. */
  inForce(id: string): Meeting | null {
    const signed = this.versions(id).filter(({ meeting }) => this.isLocked(meeting.id));
    return signed.at(-1)?.meeting ?? null;
  }

  /** Called after every change of a meeting, of what its minutes say, or of a word on them. Returns its end. */
  observe(listener: (records: ChangedRecords) => void): () => void {
    return this.#listeners.add(listener);
  }

  #endorse(record: string, signable: Signable, seen: string, decision: Decision, mandate?: string): void {
    // The words around the text need a little room, too.
    if (signable.state === 'ready' && bytesOf(signable) > ENDORSEMENT_LIMITS.bytes - 2_048)
      throw new MeetingRefused('too large');
    this.#agreement.endorse({ record, signable, seen, decision, mandate });
  }

  #guard(meeting: string | null): void {
    if (meeting !== null && this.isLocked(meeting)) throw new MeetingRefused('locked');
  }

  #stylesOf(id: string): Readonly<Record<SectionKind, SectionStyle>> {
    const meeting = this.#meetings.view(id);
    if (meeting === null) return DEFAULT_SECTIONS;
    const before = this.#styles.get(meeting);
    if (before !== undefined) return before;
    const styles = {
      opening: firstValue(meeting.opening) ?? DEFAULT_SECTIONS.opening,
      discussion: firstValue(meeting.discussion) ?? DEFAULT_SECTIONS.discussion,
      results: firstValue(meeting.results) ?? DEFAULT_SECTIONS.results,
    };
    this.#styles.set(meeting, styles);
    return styles;
  }
}

type OrderField = { readonly order: (typeof seriesFields)['order'] };
/** Meetings stand by date and have no order of their own, but every kept record may. */
const MEETING_FIELDS = { ...meetingFields, order: seriesFields.order };

const NO_CLOCK: Field<Clock | null> = { state: 'empty' };

const bytesOf = ({ content }: Extract<Signable, { state: 'ready' }>): number =>
  new TextEncoder().encode(JSON.stringify(content)).length;
