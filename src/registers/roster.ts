import { WriteRefused, type ChangedRecords, type RecordHost } from '../replica/door.ts';
import { firstValue } from '../replica/field.ts';
import { Listeners } from '../replica/listeners.ts';
import {
  agencyFields,
  appointmentFields,
  seatFields,
  type AgencyFields,
  type SeatFields,
} from '../schema/roster.ts';
import {
  appointmentOf,
  checkedTerm,
  termOf,
  type Appointment,
  type AppointmentEdit,
  type AppointmentWish,
} from './appointments.ts';
import { holderOn, holdingOf, newestFirst, type Holder, type Holding } from './holder.ts';
import { agencyOf, type Agency } from './roster-agencies.ts';
import { RosterRefused } from './roster-refused.ts';
import { seatOf, type Seat } from './roster-seats.ts';
import { sideOf, type RosterSide } from './roster-side.ts';
import { rotate, type Rotated, type RotationWish } from './rotation.ts';
import { SeatHolders, within } from './seat-holders.ts';
import { Sides } from './sides.ts';

export type { RosterSide };

/** What may be set of an agency or a seat; a field left out stays as it is. */
export type AgencyWish = Partial<Omit<AgencyFields, 'order'>>;
export type SeatWish = Partial<Omit<SeatFields, 'order'>>;

/**
 * The roster of Annex 1: agencies, seats and who holds them, a side for every body, which that body alone writes. All acts
 * throw `WriteRefused` ('not the owner' on another's side), `BadValue` and {@link RosterRefused}, before anything is written.
 */
export class RosterRegister {
  static readonly OWNED = ['agencies', 'seats', 'appointments'] as const;

  /** Every body of the workspace, Parties first. */
  readonly bodies: readonly string[];
  readonly #host: RecordHost;
  readonly #agencies: Sides<typeof agencyFields, Agency>;
  readonly #seats: Sides<typeof seatFields, Seat>;
  readonly #appointments: Sides<typeof appointmentFields, Appointment>;
  readonly #sides = new Map<string, RosterSide>();
  readonly #holders: SeatHolders;
  readonly #listeners = new Listeners<[records: ChangedRecords]>();

  constructor(host: RecordHost, bodies: readonly string[]) {
    this.#host = host;
    this.bodies = bodies;
    this.#agencies = new Sides(host, 'agencies', bodies, agencyFields, agencyOf);
    this.#seats = new Sides(host, 'seats', bodies, seatFields, seatOf);
    this.#appointments = new Sides(host, 'appointments', bodies, appointmentFields, appointmentOf);
    this.#holders = new SeatHolders(bodies, this.#appointments, (seat) => this.seat(seat)?.body);
    host.observe((records) => {
      // Every letter typed in a plan is a change of the space: five hundred seats are not sorted anew for it.
      if (![this.#agencies, this.#seats, this.#appointments].some((sides) => sides.touches(records))) return;
      this.#drop(records);
      this.#listeners.tell(records);
    });
  }

  /** The body this device belongs to. */
  get me(): string {
    return this.#host.me.body;
  }

  /** A body's side; the same object until something of the roster changes. */
  side(body: string): RosterSide {
    const kept = this.#sides.get(body);
    if (kept !== undefined) return kept;
    const side = sideOf(
      body,
      body === this.me,
      this.#agencies.standing(body),
      this.#seats.standing(body),
      this.#appointments.standing(body),
      (seat) => seat !== null && this.seat(seat)?.standing.state === 'deleted',
    );
    this.#sides.set(body, side);
    return side;
  }

  /** Any agency, seat or appointment by id, deleted ones included; null when there is none. The same view until it changes. */
  agency(id: string): Agency | null {
    return this.#agencies.get(id);
  }

  seat(id: string): Seat | null {
    return this.#seats.get(id);
  }

  appointment(id: string): Appointment | null {
    return this.#appointments.get(id);
  }

  /** All of a body's records of each kind, deleted ones included, in order. */
  records(body: string): {
    readonly agencies: readonly Agency[];
    readonly seats: readonly Seat[];
    readonly appointments: readonly Appointment[];
  } {
    return {
      agencies: this.#agencies.all(body),
      seats: this.#seats.all(body),
      appointments: this.#appointments.all(body),
    };
  }

  /** Who holds a seat on a day, `YYYY-MM-DD`. A seat that is not there is vacant. */
  holder(seat: string, day: string): Holder {
    return holderOn(this.#holders.of(seat), day);
  }

  /** Every appointment of a seat that stands, the newest first, those to come before all. */
  history(seat: string): readonly Appointment[] {
    return newestFirst(this.#holders.of(seat));
  }

  /** The same as holdings, in no order. */
  holdings(seat: string): readonly Holding[] {
    return this.#holders.of(seat).map(holdingOf);
  }

  /** Adds an agency on this device's side, behind another (null: last of all); gives its id. */
  addAgency(fields: { readonly nameEn: string } & AgencyWish, after: string | null = null): string {
    const id = this.#host.newId();
    this.#checkParent(id, fields.parent ?? null);
    const order = this.#agencies.place(this.me, after ?? 'last', id);
    this.#agencies.mine.add({ level: 'national', parent: null, ...fields, order }, {}, id);
    return this.#written(id);
  }

  /** Sets fields of an agency. In a conflict this is the choice. RosterRefused 'part of itself' and 'no such agency': its parent. */
  setAgency(id: string, fields: AgencyWish): void {
    const { body } = this.#existing(this.agency(id), 'no such agency', id);
    this.#ours({ body });
    if (fields.parent != null) this.#checkParent(id, fields.parent, body);
    this.#agencies.sideOf(id).set(id, fields);
    this.#written(id);
  }

  /** Puts an agency behind another of its side (null: first). */
  moveAgency(id: string, after: string | null): void {
    const { body } = this.#existing(this.agency(id), 'no such agency', id);
    this.#ours({ body });
    if (after === id) return;
    const order = this.#agencies.place(body, after, id);
    this.#agencies.sideOf(id).set(id, { order });
    this.#written(id);
  }

  /** Deletes an agency; gives the undo. RosterRefused 'not empty': seats or agencies belong to it. */
  deleteAgency(id: string): () => void {
    const { body } = this.#existing(this.agency(id), 'no such agency', id);
    this.#ours({ body });
    const belongs =
      this.#seats.standing(body).some(({ agency }) => firstValue(agency) === id) ||
      this.#agencies.standing(body).some(({ parent }) => firstValue(parent) === id);
    if (belongs) throw new RosterRefused('not empty', id);
    return this.#deleteIn(this.#agencies, id);
  }

  /** Adds a seat to an agency of this device's side, behind another seat (null: last); gives its id. */
  addSeat(
    agency: string,
    fields: { readonly titleEn: string } & Omit<SeatWish, 'agency'>,
    after: string | null = null,
  ): string {
    this.#agencyOf(this.me, agency);
    const id = this.#host.newId();
    const order = this.#seats.place(this.me, after ?? 'last', id);
    this.#seats.mine.add({ kind: 'member', ...fields, agency, order }, {}, id);
    return this.#written(id);
  }

  setSeat(id: string, fields: SeatWish): void {
    const { body } = this.#existing(this.seat(id), 'no such seat', id);
    this.#ours({ body });
    if (fields.agency !== undefined) this.#agencyOf(body, fields.agency);
    this.#seats.sideOf(id).set(id, fields);
    this.#written(id);
  }

  /** Puts a seat behind another of its side (null: first). */
  moveSeat(id: string, after: string | null): void {
    const { body } = this.#existing(this.seat(id), 'no such seat', id);
    this.#ours({ body });
    if (after === id) return;
    const order = this.#seats.place(body, after, id);
    this.#seats.sideOf(id).set(id, { order });
    this.#written(id);
  }

  /** Deletes a seat; gives the undo. Its appointments stay, and come back with it. */
  deleteSeat(id: string): () => void {
    this.#ours(this.#existing(this.seat(id), 'no such seat', id));
    return this.#deleteIn(this.#seats, id);
  }

  /**
   * Somebody is to hold a seat; gives the id of the appointment. RosterRefused 'no name', 'no such day', 'ends before it
   * starts', 'held already'.
   */
  appoint(seat: string, wish: AppointmentWish): string {
    this.checkAppointment(seat, wish);
    const { person, from = null, to = null, capacity = 'substantive', decides = 'unsaid' } = wish;
    const names = { personEn: person.en ?? '', personKm: person.km ?? '', personTh: person.th ?? '' };
    const id = this.#host.newId();
    this.#appointments.mine.add({ seat, ...names, from, to, capacity, decides }, {}, id);
    return this.#written(id);
  }

  /**
   * Throws what {@link appoint} would. `ending`: last days of appointments that end in the same act.
   */
  checkAppointment(
    seat: string,
    wish: AppointmentWish,
    ending: ReadonlyMap<string, string> = new Map(),
  ): void {
    this.#ours(this.#existing(this.seat(seat), 'no such seat', seat));
    if (Object.values(wish.person).every((name) => name.trim() === ''))
      throw new RosterRefused('no name', 'person');
    const { from = null, to = null, capacity = 'substantive' } = wish;
    this.#holders.checkFree(seat, checkedTerm({ from, to, capacity }), null, ending);
  }

  /** Sets fields of an appointment, held to the same rules; in a conflict this is the choice. */
  setAppointment(id: string, fields: AppointmentEdit): void {
    const appointment = this.#existing(this.appointment(id), 'no such appointment', id);
    this.#ours(appointment);
    const now = termOf(appointment);
    const { from = now.from, to = now.to, capacity = now.capacity } = fields;
    const moved = fields.from !== undefined || fields.to !== undefined || fields.capacity !== undefined;
    if (moved) {
      const term = checkedTerm({ from, to, capacity });
      // What overlaps already may be mended step by step: a term that only gets shorter collides with nobody new.
      if (!within(term, now)) this.#holders.checkFree(firstValue(appointment.seat) ?? '', term, id);
    }
    this.#appointments.sideOf(id).set(id, fields);
    this.#written(id);
  }

  /** Takes an appointment back that should never have been written; gives the undo. One that ended is ended, not deleted. */
  deleteAppointment(id: string): () => void {
    this.#ours(this.#existing(this.appointment(id), 'no such appointment', id));
    return this.#deleteIn(this.#appointments, id);
  }

  /** See {@link rotate}. */
  rotate(seat: string, wish: RotationWish): Rotated {
    return rotate(this, this.#host, seat, wish);
  }

  /** Brings a record back, or decides a contested deletion for keeping. */
  restore(id: string): void {
    for (const sides of [this.#agencies, this.#seats, this.#appointments])
      if (sides.restore(id)) this.#written(id);
  }

  /** Called after every change of the roster with the ids of the records it touched; null when anything may differ. Returns its end. */
  observe(listener: (records: ChangedRecords) => void): () => void {
    return this.#listeners.add(listener);
  }

  #existing<T>(
    found: T | null,
    problem: 'no such agency' | 'no such seat' | 'no such appointment',
    id: string,
  ): T {
    if (found === null) throw new RosterRefused(problem, id);
    return found;
  }

  #agencyOf(body: string, id: string): Agency {
    const agency = this.agency(id);
    if (agency === null || agency.body !== body || agency.standing.state === 'deleted')
      throw new RosterRefused('no such agency', id);
    return agency;
  }

  #checkParent(id: string, parent: string | null, body = this.me): void {
    const seen = new Set<string>();
    for (let at = parent; at !== null && !seen.has(at);) {
      if (at === id) throw new RosterRefused('part of itself', id);
      seen.add(at);
      const agency = at === parent ? this.#agencyOf(body, at) : this.agency(at);
      at = agency === null ? null : firstValue(agency.parent);
    }
  }

  #deleteIn(sides: { delete(id: string): boolean }, id: string): () => void {
    if (!sides.delete(id)) return () => undefined;
    this.#written(id);
    return () => this.restore(id);
  }

  /** Early and in words; every replica judges the entry again. */
  #ours({ body }: { readonly body: string }): void {
    if (body !== this.me) throw new WriteRefused('not the owner');
  }

  /** The host tells of a change at its end only; several acts within one must see each other. */
  #written(id: string): string {
    this.#drop(new Set([id]));
    return id;
  }

  #drop(records: ChangedRecords): void {
    for (const sides of [this.#agencies, this.#seats, this.#appointments]) sides.drop(records);
    this.#sides.clear();
    this.#holders.drop();
  }
}
