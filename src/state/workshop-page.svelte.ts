import type { Period, PeriodWish } from '../registers/calendar.ts';
import { spansOf } from '../registers/calendar.ts';
import { addDays, daysIn } from '../registers/days.ts';
import type { LineWish, ParticipantWish, PreparationWish, WorkshopWish } from '../registers/workshop.ts';
import type { Confirmation } from '../registers/workshop-agreement.ts';
import {
  ableToDecide,
  type Candidate,
  type Participant,
  type PlanLine,
  type Preparation,
  type Strike,
  type Workshop,
} from '../registers/workshop-views.ts';
import { writesTexts, type Body, type Workspace } from '../registers/workspace-types.ts';
import { firstValue } from '../replica/field.ts';
import type { Decision } from '../schema/endorsement.ts';
import type { DaySpan } from '../schema/workshop.ts';
import { m } from '../texts/messages.ts';
import { actFailure } from '../texts/problems.ts';
import type { App } from './app.ts';
import { Coalesced } from './coalesced.ts';
import { saveWorkshopCalendar } from './save-calendar.ts';
import type { Toasts } from './toasts.svelte.ts';

/** Those a body sends, and how many of them are able to decide. */
export interface Delegation {
  readonly body: Body;
  readonly list: readonly Participant[];
  readonly deciders: number;
  readonly mine: boolean;
}

/** The workshop planner: which workshop is in sight and all that belongs to it. */
export class WorkshopPage {
  readonly workspace: Workspace;
  readonly base: string;
  workshops = $state.raw<readonly Workshop[]>([]);
  workshopId = $state<string | null>(null);
  candidates = $state.raw<readonly Candidate[]>([]);
  strikes = $state.raw<Readonly<Record<string, readonly Strike[]>>>({});
  lines = $state.raw<readonly PlanLine[]>([]);
  preparations = $state.raw<readonly Preparation[]>([]);
  delegations = $state.raw<readonly Delegation[]>([]);
  confirmation = $state.raw<Confirmation | null>(null);
  periods = $state.raw<Readonly<Record<string, readonly Period[]>>>({});
  now = $state(0);
  /** Moves on whenever relays, Parties or records may have: what is read from registers is to be read anew. */
  beat = $state(0);
  readonly parties: readonly Body[];
  readonly mayWrite: boolean;
  /** May write on the own body's side: a facilitator plans with all and writes on nobody's. */
  readonly mayWriteOwn: boolean;
  readonly maySign: boolean;
  readonly #toasts: Toasts;
  readonly #ends: (() => void)[];
  readonly #records = new Coalesced(() => this.#read(), 50);
  readonly #status = new Coalesced(() => this.#readStatus(), 150);

  constructor(workspace: Workspace, toasts: Toasts, base: string) {
    this.workspace = workspace;
    this.base = base;
    this.#toasts = toasts;
    this.parties = workspace.bodies.filter(({ kind }) => kind === 'party');
    this.mayWrite = workspace.me.role !== 'reader';
    this.mayWriteOwn = writesTexts(workspace.me.role);
    this.maySign = workspace.maySign && this.parties.some(({ id }) => id === workspace.me.body);
    this.#read();
    this.#readStatus();
    const changed = () => this.#records.soon();
    const { workshops, calendars, roster } = workspace.joint;
    this.#ends = [
      workshops.observe(changed),
      calendars.observe(changed),
      roster.observe(changed),
      workspace.observe(() => this.#status.soon()),
    ];
  }

  readonly workshop: Workshop | null = $derived(
    this.workshops.find(({ id }) => id === this.workshopId) ?? null,
  );
  /** Days of the plan: as many as are planned with, and every one that has a line. */
  readonly days: readonly number[] = $derived.by(() => {
    const planned = this.workshop === null ? null : (firstValue(this.workshop.duration)?.days ?? null);
    const last = Math.max(planned ?? 0, ...this.lines.map(({ day }) => firstValue(day) ?? 0));
    return Array.from({ length: last }, (_, i) => i + 1);
  });
  /** Days of the date put forward; null while there is none. */
  readonly chosen: DaySpan | null = $derived.by(() => {
    const candidate = this.confirmation?.candidate ?? null;
    return candidate === null ? null : firstValue(candidate.span);
  });
  /** The year a time without one is understood in. */
  readonly referenceYear: number | undefined = $derived.by(() => {
    const [span] = this.candidates.flatMap(({ span: field }) => spansOf(field));
    return span === undefined ? undefined : Number(span.from.slice(0, 4));
  });

  #read(): void {
    const { workshops, calendars } = this.workspace.joint;
    this.workshops = workshops.workshops();
    if (!this.workshops.some(({ id }) => id === this.workshopId))
      this.workshopId = this.workshops[0]?.id ?? null;
    const id = this.workshopId;
    const workshop = this.workshops.find((one) => one.id === id) ?? null;
    this.candidates = id === null ? [] : workshops.candidates(id);
    this.strikes = Object.fromEntries(this.candidates.map((one) => [one.id, workshops.strikes(one.id)]));
    this.lines = id === null ? [] : workshops.dayPlan(id);
    this.preparations = id === null ? [] : workshops.preparations(id);
    this.delegations = this.workspace.bodies.map((body) => {
      const list = id === null ? [] : workshops.participants(id, body.id);
      const deciders = list.filter(ableToDecide).length;
      return { body, list, deciders, mine: body.id === this.workspace.me.body };
    });
    this.confirmation = workshop === null ? null : workshops.confirmation(workshop);
    this.periods = Object.fromEntries(this.workspace.bodies.map((body) => [body.id, calendars.of(body.id)]));
    this.beat++;
  }

  #readStatus(): void {
    this.now = this.workspace.host.now();
    this.beat++;
  }

  choose(id: string): void {
    if (!this.workshops.some((one) => one.id === id)) return;
    this.workshopId = id;
    this.#read();
  }

  /** Holidays and busy times of all bodies that fall on a date. */
  clashes(span: DaySpan) {
    void this.beat;
    return this.workspace.joint.calendars.clashes(span);
  }

  /** The calendar day of a day of the plan; null while no date is put forward, or where it has fewer days. */
  dateOf(day: number): string | null {
    return this.chosen === null || day > daysIn(this.chosen) ? null : addDays(this.chosen.from, day - 1);
  }

  /** Whether it went well; if not, the user has been told. */
  try(act: () => void): boolean {
    try {
      act();
      this.#read();
      void this.workspace.flush();
      return true;
    } catch (error) {
      this.#toasts.say(() => actFailure(error));
      return false;
    }
  }

  get #register() {
    return this.workspace.joint.workshops;
  }

  addWorkshop(title: string): boolean {
    return this.try(() => {
      const id = this.#register.addWorkshop({ title, host: null });
      this.workshopId = id;
    });
  }

  set(fields: WorkshopWish): boolean {
    const id = this.workshopId;
    return id !== null && this.try(() => this.#register.setWorkshop(id, fields));
  }

  propose(span: DaySpan, note: string, translated: { noteKm?: string; noteTh?: string }): boolean {
    const id = this.workshopId;
    return id !== null && this.try(() => this.#register.propose(id, span, note, translated));
  }

  takeAway(candidate: string, name: string): void {
    this.#undoable(
      () => this.#register.takeAway(candidate),
      () => m.ws_taken_away({ date: name }),
    );
  }

  strike(candidate: string, reason: string): boolean {
    return this.try(() => this.#register.strike(candidate, reason));
  }

  unstrike(candidate: string): void {
    this.try(() => this.#register.unstrike(candidate));
  }

  saveLine(id: string | null, fields: LineWish & { day?: number; title?: string }): boolean {
    const workshop = this.workshopId;
    return this.try(() => {
      if (id !== null) this.#register.setLine(id, fields);
      else if (workshop !== null)
        this.#register.addLine(workshop, { ...fields, day: fields.day ?? 1, title: fields.title ?? '' });
    });
  }

  deleteLine(id: string, name: string): void {
    this.#undoable(
      () => this.#register.deleteLine(id),
      () => m.ws_removed({ name }),
    );
  }

  savePreparation(id: string | null, fields: PreparationWish): boolean {
    const workshop = this.workshopId;
    return this.try(() => {
      if (id !== null) this.#register.setPreparation(id, fields);
      else if (workshop !== null)
        this.#register.addPreparation(workshop, { ...fields, title: fields.title ?? '' });
    });
  }

  deletePreparation(id: string, name: string): void {
    this.#undoable(
      () => this.#register.deletePreparation(id),
      () => m.ws_removed({ name }),
    );
  }

  saveParticipant(id: string | null, fields: ParticipantWish): boolean {
    const workshop = this.workshopId;
    return this.try(() => {
      if (id !== null) this.#register.setParticipant(id, fields);
      else if (workshop !== null) this.#register.addParticipant(workshop, fields);
    });
  }

  deleteParticipant(id: string, name: string): void {
    this.#undoable(
      () => this.#register.deleteParticipant(id),
      () => m.ws_removed({ name }),
    );
  }

  savePeriod(id: string | null, fields: Partial<PeriodWish>): boolean {
    const { calendars } = this.workspace.joint;
    return this.try(() => {
      if (id !== null) calendars.set(id, fields);
      else {
        const { name = '', span = { from: '', to: '' }, kind = 'holiday', note = '' } = fields;
        calendars.add({ name, span, kind, note });
      }
    });
  }

  deletePeriod(id: string, name: string): void {
    this.#undoable(
      () => this.workspace.joint.calendars.delete(id),
      () => m.ws_removed({ name }),
    );
  }

  /** Signs what was in sight. */
  answer(seen: string, decision: Decision, mandate: string | undefined): boolean {
    const id = this.workshopId;
    return id !== null && this.try(() => this.#register.answer(id, seen, decision, mandate));
  }

  /** Saves the dates as a calendar file: tentative until both have confirmed one. */
  saveCalendar(app: App): void {
    const { workshop, workspace } = this;
    if (workshop === null) return;
    void saveWorkshopCalendar(app, workspace, workshop).catch((error: unknown) =>
      this.#toasts.say(() => actFailure(error)),
    );
  }

  close(): void {
    for (const end of this.#ends) end();
    this.#records.close();
    this.#status.close();
  }

  #undoable(act: () => () => void, said: () => string): void {
    this.try(() => {
      const undo = act();
      this.#toasts.say(said, () => void this.try(undo));
    });
  }
}
