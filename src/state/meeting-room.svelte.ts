import { clockOf, type AgendaClock } from '../registers/meeting-clock.ts';
import type { AgendaLine, AttendanceLine, Meeting, Minutes } from '../registers/meeting-types.ts';
import type { MeetingRegister } from '../registers/meetings.ts';
import type { Present, Workspace } from '../registers/workspace-types.ts';
import { firstValue } from '../replica/field.ts';
import type { Decision } from '../schema/endorsement.ts';
import type { AttendanceFields, Outcome, SectionKind } from '../schema/meetings.ts';
import type { AttendanceRole, Attributed, PointLink } from '../schema/minutes.ts';
import { m } from '../texts/messages.ts';
import { actFailure } from '../texts/problems.ts';
import { Coalesced } from './coalesced.ts';
import { drawn, undrawnIn, type Drawable } from './meeting-draw.ts';
import { MeetingPromises } from './meeting-promises.svelte.ts';
import type { HeadWish, MeetingsPage } from './meetings-page.svelte.ts';
import { rowsOf, type MinutesRow, type PointRow } from './minutes-rows.ts';
import { RoomAgenda } from './room-agenda.ts';
import type { Toasts } from './toasts.svelte.ts';

const SECOND = 1_000;

/** In the order a meeting goes. */
export const ROOM_PHASES = ['prepared', 'live', 'discussed', 'adopted', 'signed'] as const;
export type RoomPhase = (typeof ROOM_PHASES)[number];
export type Conclusion = 'adoption' | 'signature';

/** One meeting: its agenda and clock, who is there, its minutes as they are written, adopted and signed. */
export class MeetingRoom {
  readonly id: string;
  readonly workspace: Workspace;
  readonly register: MeetingRegister;
  readonly base: string;
  meeting = $state.raw<Meeting | null>(null);
  minutes = $state.raw<Minutes | null>(null);
  agenda = $state.raw<readonly AgendaLine[]>([]);
  attendance = $state.raw<readonly AttendanceLine[]>([]);
  rows = $state.raw<readonly MinutesRow[]>([]);
  now = $state(0);
  /** Moves on whenever relays or Parties may have. */
  beat = $state(0);
  /** Point whose text is written in. */
  writing = $state<string | null>(null);
  /** Point that was reached last: what it is about stands beside the minutes. */
  chosen = $state<string | null>(null);
  /** People at a record of this meeting, by its id. */
  here = $state.raw<Readonly<Record<string, readonly Present[] | undefined>>>({});
  /** Spoken to who cannot see a row move. */
  said = $state('');
  /** Somebody means to change minutes both Parties have adopted already. */
  anew = $state(false);
  /** May write here at all: a reader reads. */
  readonly mayWrite: boolean;
  /** A Party's member who may sign for it; the secretariat never decides. */
  readonly maySign: boolean;
  /** Acts on the lines of the agenda. */
  readonly lines = new RoomAgenda(this);
  readonly promises: MeetingPromises;
  readonly #page: MeetingsPage;
  readonly #toasts: Toasts;
  readonly #ends: (() => void)[];
  readonly #records = new Coalesced(() => this.#read(), 50);
  readonly #status = new Coalesced(() => this.#readStatus(), 150);
  readonly #tick: ReturnType<typeof setInterval>;

  constructor(page: MeetingsPage, id: string) {
    this.id = id;
    this.#page = page;
    this.workspace = page.workspace;
    this.register = page.register;
    this.base = page.base;
    this.#toasts = page.toasts;
    const { me, bodies, maySign } = page.workspace;
    this.mayWrite = me.role !== 'reader';
    this.maySign = maySign && bodies.some((body) => body.id === me.body && body.kind === 'party');
    this.promises = new MeetingPromises(this.workspace, this);
    this.#read();
    this.#ends = [this.register.observe(this.#records.soon), page.workspace.observe(this.#status.soon)];
    // The clock moves by itself; everything else waits until it is told.
    this.#tick = setInterval(() => (this.now = this.workspace.host.now()), SECOND);
  }

  readonly phase: RoomPhase = $derived(this.minutes?.phase.phase ?? 'prepared');
  /** Both Parties have signed: only another version can be written. */
  readonly locked: boolean = $derived(this.phase === 'signed');
  /** Both Parties adopted them, one of them or both ad referendum: a capital reads exactly these words now. */
  readonly concluded: boolean = $derived(
    this.minutes !== null &&
      'adoption' in this.minutes.phase &&
      this.minutes.phase.adoption.state === 'ad referendum',
  );
  /** Read as a page: concluded, adopted or signed, and nobody has chosen to write in them again. */
  readonly settled: boolean = $derived(
    this.locked || ((this.phase === 'adopted' || this.concluded) && !this.anew),
  );
  readonly mayEdit: boolean = $derived.by(() => this.mayWrite && !this.settled);
  readonly clock: AgendaClock = $derived(
    clockOf(
      this.agenda.map(({ id, minutes, running }) => ({ id, minutes: firstValue(minutes), running })),
      this.meeting === null ? null : firstValue(this.meeting.from),
      this.now,
    ),
  );
  readonly points: readonly PointRow[] = $derived(
    this.rows.filter((row): row is PointRow => row.kind === 'point'),
  );
  readonly sections = $derived(this.rows.filter((row) => row.kind === 'section'));

  #read(): void {
    const { register, id } = this;
    this.meeting = register.meeting(id);
    this.minutes = register.minutes(id);
    this.agenda = register.agenda.list(id);
    this.attendance = register.attendance.list(id);
    this.rows = rowsOf(register.points.sections(id));
    if (this.writing !== null && (this.settled || !this.points.some((point) => point.id === this.writing)))
      this.writing = null;
    this.#readStatus();
  }

  #readStatus(): void {
    this.now = this.workspace.host.now();
    this.beat++;
    const others = this.workspace.people().filter(({ me, place }) => !me && place !== null);
    this.here = Object.groupBy(others, ({ place }) => place ?? '');
  }

  /** Whether it went well; if not, the user has been told. What it changed is in sight at once. */
  try(act: () => void): boolean {
    try {
      act();
      this.#read();
      return true;
    } catch (error) {
      this.#toasts.say(() => actFailure(error));
      return false;
    }
  }

  say(words: () => string, undo: (() => void) | null = null): void {
    this.#toasts.say(words, undo === null ? null : () => void this.try(undo));
  }

  setHead(wish: HeadWish): boolean {
    return this.try(() => this.register.set(this.id, wish));
  }

  // Who is there.

  setPresent(id: string, present: boolean): void {
    this.try(() => this.register.attendance.set(id, { present }));
  }

  addAttendance(who: Attributed, role: AttendanceRole, agency: string): boolean {
    const after = this.attendance.at(-1)?.id ?? null;
    const wish = { who, role, agency, present: false };
    return this.try(() => this.register.attendance.add(this.id, after, wish));
  }

  setAttendance(id: string, wish: Partial<Pick<AttendanceFields, 'who' | 'role' | 'agency'>>): boolean {
    return this.try(() => this.register.attendance.set(id, wish));
  }

  removeAttendance(id: string): void {
    this.try(() => this.say(() => m.mtg_attendance_removed(), this.register.attendance.delete(id)));
  }

  // The minutes.

  /** Somebody is at a point; others see it. */
  reach(id: string): void {
    this.chosen = id;
    this.workspace.place(id);
  }

  left(): void {
    this.workspace.place(null);
  }

  write(id: string): void {
    this.reach(id);
    if (this.mayEdit) this.writing = id;
  }

  endWriting(): void {
    this.writing = null;
    void this.workspace.flush();
  }

  /** Adds a point at the end of a section; gives its id, or null when that was refused. */
  addPoint(
    section: SectionKind,
    wish: { text: string; outcome?: Outcome; links?: PointLink[] } = { text: '' },
  ): string | null {
    const after = this.points.findLast((row) => row.section === section && row.parent === null)?.id ?? null;
    return this.#add({ section, parent: null, after }, wish);
  }

  /** Adds a point behind another and beside it, and begins to write it. */
  addAfter({ id, section, parent }: PointRow): void {
    const made = this.#add({ section, parent, after: id }, { text: '' });
    if (made !== null) this.write(made);
  }

  #add(
    spot: Parameters<MeetingRegister['points']['add']>[1],
    wish: Parameters<MeetingRoom['addPoint']>[1] & { text: string },
  ) {
    let made: string | null = null;
    this.try(() => {
      made = this.register.points.add(this.id, spot, wish);
    });
    return made as string | null;
  }

  setPoint(
    id: string,
    wish: { by?: Attributed | null; outcome?: Outcome | null; links?: PointLink[]; table?: string | null },
  ): boolean {
    return this.try(() => this.register.points.set(id, wish));
  }

  /** One level in, below the point before it; or one out, behind the point it stands under. */
  indent(id: string, by: 1 | -1): void {
    const { points } = this.register;
    if (this.try(() => (by > 0 ? points.indent(id) : points.outdent(id)))) this.#saidWhere(id);
  }

  /** Up or down by one among those it stands beside. */
  movePoint(id: string, by: -1 | 1): void {
    const row = this.points.find((one) => one.id === id);
    if (row === undefined) return;
    const { section, parent } = row;
    const beside = this.points.filter((one) => one.parent === parent && one.section === section);
    const target = beside.findIndex((one) => one.id === id) + by;
    if (target < 0 || target >= beside.length) return;
    const after = (by < 0 ? beside[target - 1]?.id : beside[target]?.id) ?? null;
    if (this.try(() => this.register.points.move(id, { section, parent, after }))) this.#saidWhere(id);
  }

  removePoint({ id, name }: PointRow): void {
    this.try(() => {
      if (this.writing === id) this.writing = null;
      this.say(() => m.mtg_point_removed({ number: name }), this.register.points.delete(id));
    });
  }

  keepPoint(id: string): void {
    this.try(() => this.register.points.restore(id));
  }

  confirmRemoval(id: string): void {
    this.try(() => this.register.points.confirmDeletion(id));
  }

  /** What the Parties have settled and no point of these minutes tells yet. */
  undrawn(): readonly Drawable[] {
    return undrawnIn(this.workspace, this.id);
  }

  /** Writes points on settled matters at the end of a section, in the record's phrases. */
  draw(section: SectionKind, chosen: readonly Drawable[]): boolean {
    return this.try(() => {
      for (const one of chosen) drawn(this.workspace, this.id, section, one);
      this.say(() => m.mtg_drawn({ count: chosen.length }));
    });
  }

  // Phases.

  /** Moves on as far as the secretariat may: to live, and to discussed; or back. */
  go(phase: 'prepared' | 'live' | 'discussed'): void {
    if (this.try(() => this.register.moveTo(this.id, phase))) void this.workspace.flush();
  }

  /** A Party's word on exactly the minutes it had in sight. Refused when they read otherwise by now. */
  sign(kind: Conclusion, seen: string, decision: Decision, mandate: string | undefined): boolean {
    const went = this.try(() => {
      if (kind === 'adoption') this.register.adopt(this.id, seen, decision, mandate);
      else this.register.sign(this.id, seen, decision, mandate);
    });
    if (went) {
      this.anew = false;
      void this.workspace.flush();
    }
    return went;
  }

  /** Opens signed minutes as another version, and goes there; what was signed stays as it is. */
  reopen(): void {
    this.try(() => {
      const made = this.register.reopen(this.id);
      void this.workspace.flush();
      location.hash = this.#page.addressOf(made);
    });
  }

  close(): void {
    clearInterval(this.#tick);
    for (const end of this.#ends) end();
    this.promises.close();
    this.#records.close();
    this.#status.close();
    this.workspace.place(null);
  }

  #saidWhere(id: string): void {
    const number = this.points.find((one) => one.id === id)?.name ?? '';
    this.said = m.mtg_point_moved({ number });
  }
}
