import type { ChangedRecords, EndorsementHost } from '../replica/door.ts';
import { firstValue } from '../replica/field.ts';
import { Listeners } from '../replica/listeners.ts';
import { BadValue } from '../replica/records.ts';
import type { Decision } from '../schema/endorsement.ts';
import {
  candidateFields,
  lineFields,
  participantFields,
  preparationFields,
  strikeFields,
  workshopFields,
  type CandidateFields,
  type LineFields,
  type ParticipantFields,
  type PreparationFields,
  type WorkshopFields,
} from '../schema/workshop.ts';
import type { AgreementRegister } from './agreement.ts';
import { checkedSpan, checkedTime } from './days.ts';
import { List } from './listed.ts';
import { Sides } from './sides.ts';
import { confirmationOf, signableWorkshop, type Confirmation } from './workshop-agreement.ts';
import { WorkshopRefused } from './workshop-refused.ts';
import {
  candidateOf,
  lineOf,
  participantOf,
  preparationOf,
  strikeOf,
  workshopOf,
  type Candidate,
  type Participant,
  type PlanLine,
  type Preparation,
  type Strike,
  type Workshop,
} from './workshop-views.ts';

export type WorkshopWish = Partial<Omit<WorkshopFields, 'order'>>;
export type LineWish = Partial<Omit<LineFields, 'order' | 'workshop'>>;
export type PreparationWish = Partial<Omit<PreparationFields, 'order' | 'workshop'>>;
export type ParticipantWish = Partial<Omit<ParticipantFields, 'order' | 'workshop'>>;

/**
 * The workshop planner (M7): what the Parties and their partners plan together, dates each strikes on its own side, and one
 * confirmation by both. All acts throw `WriteRefused`, `BadValue` and `DatesRefused`, before anything is written.
 */
export class WorkshopRegister {
  static readonly ROOTS = ['workshops', 'candidates', 'dayplan', 'preparations'] as const;
  static readonly OWNED = ['strikes', 'participants'] as const;

  readonly bodies: readonly string[];
  readonly #host: EndorsementHost;
  readonly #agreement: AgreementRegister;
  readonly #workshops: List<typeof workshopFields, Workshop>;
  readonly #candidates: List<typeof candidateFields, Candidate>;
  readonly #lines: List<typeof lineFields, PlanLine>;
  readonly #preparations: List<typeof preparationFields, Preparation>;
  readonly #strikes: Sides<typeof strikeFields, Strike>;
  readonly #participants: Sides<typeof participantFields, Participant>;
  readonly #listeners = new Listeners<[records: ChangedRecords]>();

  constructor(host: EndorsementHost, agreement: AgreementRegister, bodies: readonly string[]) {
    this.#host = host;
    this.#agreement = agreement;
    this.bodies = bodies;
    this.#workshops = new List(host, 'workshops', workshopFields, workshopOf);
    this.#candidates = new List(host, 'candidates', candidateFields, candidateOf);
    this.#lines = new List(host, 'dayplan', lineFields, lineOf);
    this.#preparations = new List(host, 'preparations', preparationFields, preparationOf);
    this.#strikes = new Sides(host, 'strikes', bodies, strikeFields, strikeOf);
    this.#participants = new Sides(host, 'participants', bodies, participantFields, participantOf);
    host.observe((records) => {
      this.#drop(records);
      this.#listeners.tell(records);
    });
  }

  /** Workshops that stand, in order. */
  workshops(): readonly Workshop[] {
    return this.#workshops.standing();
  }

  /** Any workshop by id, deleted ones included; null when there is none. */
  workshop(id: string): Workshop | null {
    return this.#workshops.get(id);
  }

  /** Its candidate dates, by their first day. */
  candidates(workshop: string): readonly Candidate[] {
    const first = ({ span }: Candidate) => firstValue(span)?.from ?? '9999';
    return this.#candidates
      .standing()
      .filter((one) => firstValue(one.workshop) === workshop)
      .sort((a, b) => (first(a) < first(b) ? -1 : first(a) > first(b) ? 1 : 0));
  }

  candidate(id: string): Candidate | null {
    return this.#candidates.get(id);
  }

  /** Words that a date does not suit, in the order of the bodies. */
  strikes(candidate: string): readonly Strike[] {
    return this.bodies.flatMap((body) =>
      this.#strikes.standing(body).filter((one) => firstValue(one.candidate) === candidate),
    );
  }

  /** Lines of the day plan by day, those with a time before those without, by their time. */
  dayPlan(workshop: string): readonly PlanLine[] {
    const day = (line: PlanLine) => firstValue(line.day) ?? 99;
    const time = (line: PlanLine) => firstValue(line.time)?.from ?? '99';
    return this.#lines
      .standing()
      .filter((one) => firstValue(one.workshop) === workshop)
      .sort((a, b) => day(a) - day(b) || (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : 0));
  }

  preparations(workshop: string): readonly Preparation[] {
    return this.#preparations.standing().filter((one) => firstValue(one.workshop) === workshop);
  }

  /** Those a body sends. */
  participants(workshop: string, body: string): readonly Participant[] {
    return this.#participants.standing(body).filter((one) => firstValue(one.workshop) === workshop);
  }

  /** Where the confirmation stands, and what struck it since. */
  confirmation(workshop: Workshop): Confirmation {
    const id = firstValue(workshop.chosen);
    const candidate = id === null ? null : this.#candidates.get(id);
    const signable = signableWorkshop(workshop, candidate);
    const strikes = candidate === null ? [] : this.strikes(candidate.id);
    return confirmationOf(signable, this.#agreement.matter(workshop.id), candidate, strikes, (span) =>
      this.candidates(workshop.id)
        .filter((one) => {
          const own = firstValue(one.span);
          return own?.from === span.from && own.to === span.to;
        })
        .flatMap((one) => this.strikes(one.id)),
    );
  }

  addWorkshop(fields: { readonly title: string } & WorkshopWish): string {
    const id = this.#host.newId();
    this.#workshops.records.add({ ...fields, order: this.#workshops.last(id) }, {}, id);
    return this.#written(id);
  }

  setWorkshop(id: string, fields: WorkshopWish): void {
    if (fields.chosen != null && this.#candidates.get(fields.chosen) === null)
      throw new BadValue('chosen', 'missing');
    this.#workshops.records.set(id, fields);
    this.#written(id);
  }

  deleteWorkshop(id: string): () => void {
    return this.#deleted(this.#workshops, id);
  }

  /** Proposes a date: any writer may. `translated`: the note in other languages than that of the record. */
  propose(
    workshop: string,
    span: CandidateFields['span'],
    note = '',
    translated: Partial<Pick<CandidateFields, 'noteKm' | 'noteTh'>> = {},
  ): string {
    this.#existing(workshop);
    const id = this.#host.newId();
    const about = { workshop, span: checkedSpan(span), note, ...translated };
    const fields = { ...about, order: this.#candidates.last(id) };
    this.#candidates.records.add(fields, {}, id);
    return this.#written(id);
  }

  /** Takes a proposed date away; gives the undo. */
  takeAway(candidate: string): () => void {
    return this.#deleted(this.#candidates, candidate);
  }

  /** Says on this device's side that a date does not suit. Said twice, the reason is the new one. */
  strike(candidate: string, reason: string): void {
    if (this.#candidates.get(candidate) === null) throw new BadValue('candidate', 'missing');
    const { body } = this.#host.me;
    const { mine } = this.#strikes;
    const own = this.strikes(candidate).find((one) => one.body === body);
    if (own !== undefined) {
      mine.set(own.id, { reason });
      this.#written(own.id);
      return;
    }
    const id = this.#host.newId();
    mine.add({ candidate, reason, order: this.#strikes.place(body, 'last', id) }, {}, id);
    this.#written(id);
  }

  /** Takes this side's strike back, all of them where two devices struck apart. */
  unstrike(candidate: string): void {
    const { body } = this.#host.me;
    const own = this.strikes(candidate).filter((one) => one.body === body);
    this.#host.change(() => {
      for (const { id } of own) this.#strikes.delete(id);
    });
    for (const { id } of own) this.#written(id);
  }

  addLine(workshop: string, fields: { readonly day: number; readonly title: string } & LineWish): string {
    this.#existing(workshop);
    const id = this.#host.newId();
    const time = checkedTime(fields.time ?? null);
    this.#lines.records.add({ ...fields, time, workshop, order: this.#lines.last(id) }, {}, id);
    return this.#written(id);
  }

  setLine(id: string, fields: LineWish): void {
    if (fields.time !== undefined) checkedTime(fields.time);
    this.#lines.records.set(id, fields);
    this.#written(id);
  }

  deleteLine(id: string): () => void {
    return this.#deleted(this.#lines, id);
  }

  addPreparation(workshop: string, fields: { readonly title: string } & PreparationWish): string {
    this.#existing(workshop);
    const id = this.#host.newId();
    const order = this.#preparations.last(id);
    this.#preparations.records.add({ state: 'to do', owners: [], ...fields, workshop, order }, {}, id);
    return this.#written(id);
  }

  setPreparation(id: string, fields: PreparationWish): void {
    this.#preparations.records.set(id, fields);
    this.#written(id);
  }

  deletePreparation(id: string): () => void {
    return this.#deleted(this.#preparations, id);
  }

  /** Adds one who takes part on this device's side. */
  addParticipant(workshop: string, fields: ParticipantWish): string {
    this.#existing(workshop);
    const { mine } = this.#participants;
    const id = this.#host.newId();
    const order = this.#participants.place(this.#host.me.body, 'last', id);
    mine.add({ seat: null, person: '', decides: 'unsaid', ...fields, workshop, order }, {}, id);
    return this.#written(id);
  }

  setParticipant(id: string, fields: ParticipantWish): void {
    this.#participants.sideOf(id).set(id, fields);
    this.#written(id);
  }

  deleteParticipant(id: string): () => void {
    if (!this.#participants.delete(id)) return () => undefined;
    this.#written(id);
    return () => {
      this.#participants.restore(id);
      this.#written(id);
    };
  }

  /**
   * A Party's word on title, date, venue, host and number of days, as they were in sight. Throws `EndorseRefused`, `WriteRefused`,
   * and {@link WorkshopRefused} where a date that somebody struck would be agreed to.
   */
  answer(workshop: string, seen: string, decision: Decision, mandate?: string): void {
    const confirmation = this.confirmation(this.#existing(workshop));
    const binds = decision.kind === 'agreed' || decision.kind === 'ad referendum';
    if (binds && confirmation.strikes.length > 0) throw new WorkshopRefused('struck');
    if (decision.kind === 'withdrawn')
      this.#agreement.answer(workshop, seen, decision, mandate === undefined ? {} : { mandate });
    else
      this.#agreement.endorse({ record: workshop, signable: confirmation.signable, seen, decision, mandate });
  }

  /** Called after every change with the ids of the records it touched; null when anything may differ. Returns its end. */
  observe(listener: (records: ChangedRecords) => void): () => void {
    return this.#listeners.add(listener);
  }

  #existing(id: string): Workshop {
    const workshop = this.#workshops.get(id);
    if (workshop === null) throw new BadValue('workshop', 'missing');
    return workshop;
  }

  #deleted(list: { delete(id: string): boolean; restore(id: string): void }, id: string): () => void {
    if (!list.delete(id)) return () => undefined;
    this.#written(id);
    return () => {
      list.restore(id);
      this.#written(id);
    };
  }

  /** The host tells of a change at its end only; several acts within one must see each other. */
  #written(id: string): string {
    this.#drop(new Set([id]));
    return id;
  }

  #drop(records: ChangedRecords): void {
    for (const list of [this.#workshops, this.#candidates, this.#lines, this.#preparations])
      list.drop(records);
    for (const sides of [this.#strikes, this.#participants]) sides.drop(records);
  }
}
