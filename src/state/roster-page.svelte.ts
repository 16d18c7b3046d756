import type { Acknowledgement, Pending } from '../registers/acknowledgement.ts';
import type { Annex } from '../registers/annex.ts';
import type { Appointment, AppointmentEdit, AppointmentWish } from '../registers/appointments.ts';
import type { Commitment } from '../registers/commitments.ts';
import { readinessOf } from '../registers/readiness.ts';
import { RosterRefused } from '../registers/roster-refused.ts';
import type { AgencyWish, SeatWish } from '../registers/roster.ts';
import type { Seat } from '../registers/roster-seats.ts';
import { holdingOf } from '../registers/holder.ts';
import { timeframeOf } from '../registers/timeframe.ts';
import type { ReadRow } from '../exchange/roster-import.ts';
import type { Owner } from '../schema/commitments.ts';
import type { RotationWish } from '../registers/rotation.ts';
import { writesTexts, type Body, type Workspace } from '../registers/workspace-types.ts';
import { firstValue } from '../replica/field.ts';
import type { Decision } from '../schema/endorsement.ts';
import type { SeatKind } from '../schema/roster.ts';
import { m } from '../texts/messages.ts';
import { actFailure } from '../texts/problems.ts';
import { termWords } from '../texts/roster-words.ts';
import { Coalesced } from './coalesced.ts';
import { localDay } from './local-day.ts';
import {
  passes,
  recordName,
  seatsOf,
  sorted,
  type SeatLine,
  type Sight,
  type SortKey,
} from './roster-lines.ts';
import { sideOf, type Side } from './roster-side.ts';
import type { Toasts } from './toasts.svelte.ts';

/** Why an act was not taken, in words, and the field it is about where it is about one. */
export interface Refusal {
  readonly words: string;
  readonly at: string | null;
}

const NONE: ReadonlySet<string> = seatsOf([]);

/** Both Parties' structures, who holds which seat, and what is not acknowledged yet. */
export class RosterPage {
  readonly workspace: Workspace;
  sides = $state.raw<readonly Side[]>([]);
  annex = $state.raw<Annex | null>(null);
  now = $state(0);
  /** Moves on whenever anything may read otherwise. */
  beat = $state(0);
  view = $state<'chart' | 'table'>('chart');
  /** Of the table, and on a phone of the chart: the side in sight. */
  body = $state('');
  kind = $state<SeatKind | ''>('');
  /** Id of an agency; empty: of all. */
  agency = $state('');
  sight = $state<Sight>('all');
  sort = $state.raw<{ readonly key: SortKey; readonly descending: boolean }>({
    key: 'structure',
    descending: false,
  });
  /** Id of the seat that is looked into. */
  inspected = $state<string | null>(null);
  /** Id of the agency the address points at. */
  marked = $state<string | null>(null);
  readonly mayWrite: boolean;
  readonly maySign: boolean;
  readonly #clock: () => number;
  readonly #toasts: Toasts;
  readonly #soon = new Coalesced(() => this.#read(), 80);
  readonly #ends: (() => void)[];
  #changed = true;

  constructor(workspace: Workspace, toasts: Toasts, clock: () => number) {
    this.workspace = workspace;
    this.#toasts = toasts;
    this.#clock = clock;
    this.mayWrite = writesTexts(workspace.me.role);
    this.maySign = workspace.maySign && this.#parties.some(({ id }) => id === workspace.me.body);
    this.#read();
    const { roster, acknowledgements } = workspace.joint;
    const changed = () => {
      this.#changed = true;
      this.#soon.soon();
    };
    this.#ends = [
      roster.observe(changed),
      acknowledgements.observe(changed),
      workspace.observe(this.#soon.soon),
      workspace.host.observe(this.#soon.soon),
    ];
  }

  /** Those in sight under the filters, of all sides, in the order asked for. */
  readonly rows: readonly SeatLine[] = $derived.by(() => {
    const { body, kind, agency, sight } = this;
    const all = this.sides.flatMap(({ lines, waiting }) =>
      lines.filter((one) => passes(one, { body, kind, agency, sight }, waiting)),
    );
    return sorted(all, this.sort.key, this.sort.descending);
  });
  readonly inspectedLine: SeatLine | null = $derived.by(() => {
    const id = this.inspected;
    return this.sides.flatMap(({ lines }) => lines).find(({ seat }) => seat.id === id) ?? null;
  });

  get #parties(): readonly Body[] {
    return this.workspace.bodies.filter(({ kind }) => kind === 'party');
  }

  /** Today in this place, `YYYY-MM-DD`. */
  get day(): string {
    return localDay(this.now);
  }

  sideOf(body: string): Side | null {
    return this.sides.find((side) => side.body.id === body) ?? null;
  }

  /** Whether a line of the chart is in sight. */
  shows(line: SeatLine): boolean {
    const { kind, agency, sight } = this;
    return passes(line, { body: '', kind, agency, sight }, this.sideOf(line.seat.body)?.waiting ?? NONE);
  }

  /** Shows what the address names: a seat, an appointment's seat, or an agency; anything else changes nothing. */
  point(id: string): void {
    const { roster } = this.workspace.joint;
    const appointment = roster.appointment(id);
    const seat = roster.seat(appointment === null ? id : (firstValue(appointment.seat) ?? ''));
    this.marked = roster.agency(id)?.id ?? null;
    if (seat !== null) this.inspected = seat.id;
    const body = (seat ?? roster.agency(id))?.body;
    if (body !== undefined && this.body !== '') this.body = body;
  }

  showAll(): void {
    this.sight = 'all';
    this.kind = '';
    this.agency = '';
    this.body = '';
  }

  sortBy(key: SortKey): void {
    const { sort } = this;
    if (sort.key !== key) this.sort = { key, descending: false };
    else this.sort = sort.descending ? { key: 'structure', descending: false } : { key, descending: true };
  }

  appointments(seat: string): readonly Appointment[] {
    return this.workspace.joint.roster.history(seat);
  }

  /** Open promises this seat owes. */
  duties(seat: string): readonly Commitment[] {
    return this.workspace.joint.commitments.bySeat(seat);
  }

  /** Notes a duty of a seat, of whichever side; false when it was refused, with the reason said. */
  assign(who: Owner, what: string, by: string): boolean {
    const year = Number(this.day.slice(0, 4));
    return this.try(() =>
      this.workspace.joint.commitments.add({ what, who: [who], by: timeframeOf(by, year) }),
    );
  }

  /** A record in words: the name of an agency, the title of a seat, a person and their seat. Null where there is none. */
  nameOf(id: string): string | null {
    return recordName(this.workspace.joint.roster, id);
  }

  /** How an appointment that is new reads; empty for others. */
  about({ noun, record }: Pending): string {
    const one = noun === 'appointment' ? this.workspace.joint.roster.appointment(record) : null;
    return one === null ? '' : termWords(holdingOf(one));
  }

  /** How a row of a file names its seat, or what the seat is called here. */
  titleOfRow({ title, outcome }: ReadRow): string {
    const known = 'seat' in outcome ? this.nameOf(outcome.seat) : null;
    return title || known || m.rst_row_untitled();
  }

  /** What waits for my body's acknowledgement of a seat and of those who hold it. */
  pendingOf(seat: Seat): readonly Pending[] {
    return this.sideOf(seat.body)?.pending.filter((one) => one.seat === seat.id) ?? [];
  }

  /** Whether another body has acknowledged a record of mine. */
  acknowledged(record: string, by: string): Acknowledgement {
    return this.workspace.joint.acknowledgements.of(record, by);
  }

  saveAgency(id: string | null, fields: AgencyWish): boolean {
    const { roster } = this.workspace.joint;
    return this.try(() => {
      if (id === null) roster.addAgency({ ...fields, nameEn: fields.nameEn ?? '' });
      else roster.setAgency(id, fields);
    });
  }

  deleteAgency(id: string, name: string): void {
    this.#undoable(() => this.workspace.joint.roster.deleteAgency(id), name);
  }

  saveSeat(id: string | null, fields: SeatWish): boolean {
    const { roster } = this.workspace.joint;
    return this.try(() => {
      if (id !== null) roster.setSeat(id, fields);
      else {
        const { agency = '', titleEn = '', ...rest } = fields;
        this.inspected = roster.addSeat(agency, { ...rest, titleEn });
      }
    });
  }

  deleteSeat(id: string, name: string): void {
    this.#undoable(() => this.workspace.joint.roster.deleteSeat(id), name);
  }

  restore(id: string): void {
    this.try(() => this.workspace.joint.roster.restore(id));
  }

  /** Null when it was done; else why not. */
  appoint(seat: string, wish: AppointmentWish): Refusal | null {
    return this.#refusal(() => this.workspace.joint.roster.appoint(seat, wish));
  }

  rotate(seat: string, wish: RotationWish): Refusal | null {
    return this.#refusal(() => this.workspace.joint.roster.rotate(seat, wish));
  }

  setAppointment(id: string, fields: AppointmentEdit): Refusal | null {
    return this.#refusal(() => this.workspace.joint.roster.setAppointment(id, fields));
  }

  deleteAppointment(id: string, name: string): void {
    this.#undoable(() => this.workspace.joint.roster.deleteAppointment(id), name);
  }

  acknowledge(body: string, pending: readonly Pending[]): void {
    this.try(() => this.workspace.joint.acknowledgements.acknowledge(body, pending));
  }

  agree(seen: string, decision: Decision, mandate?: string): boolean {
    return this.try(() => this.workspace.joint.annex.endorse(seen, decision, mandate));
  }

  /** Whether it went well; if not, the user has been told. */
  try(act: () => unknown): boolean {
    const refusal = this.#refusal(act);
    if (refusal !== null) this.#toasts.say(() => refusal.words);
    return refusal === null;
  }

  close(): void {
    for (const end of this.#ends) end();
    this.#soon.close();
  }

  #refusal(act: () => unknown): Refusal | null {
    try {
      act();
    } catch (error) {
      return {
        get words() {
          return actFailure(error);
        },
        at: error instanceof RosterRefused ? error.at : null,
      };
    }
    this.#changed = true;
    this.#read();
    void this.workspace.flush();
    return null;
  }

  #undoable(act: () => () => void, name: string): void {
    this.try(() => {
      const undo = act();
      this.#toasts.say(
        () => m.rst_removed({ name }),
        () => void this.try(undo),
      );
    });
  }

  #read(): void {
    const { joint, bodies } = this.workspace;
    const before = this.day;
    this.now = this.#clock();
    this.annex = joint.annex.now;
    // Letters typed in a plan are changes, too: the seats are not looked through anew for them.
    const anew = this.#changed || before !== this.day;
    this.#changed = false;
    this.sides = bodies.map((body): Side => {
      const old = anew ? null : this.sideOf(body.id);
      const readiness = body.kind === 'party' ? readinessOf(joint, body.id, this.day) : null;
      if (old !== null)
        return JSON.stringify(old.readiness) === JSON.stringify(readiness) ? old : { ...old, readiness };
      return sideOf(this.workspace, body, this.day, readiness);
    });
    if (this.inspected !== null && joint.roster.seat(this.inspected)?.standing.state === 'deleted')
      this.inspected = null;
    this.beat++;
  }
}
