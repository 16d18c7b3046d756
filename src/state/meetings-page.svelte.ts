import { inThree } from '../registers/in-three.ts';
import type { Meeting, Series } from '../registers/meeting-types.ts';
import type { MeetingRegister } from '../registers/meetings.ts';
import type { Workspace } from '../registers/workspace-types.ts';
import { firstValue } from '../replica/field.ts';
import type { NamesInThree } from '../schema/in-three.ts';
import type { MeetingFields } from '../schema/meetings.ts';
import { actFailure } from '../texts/problems.ts';
import { Coalesced } from './coalesced.ts';
import type { Toasts } from './toasts.svelte.ts';

/** What is written at the head of minutes. */
export type HeadWish = Partial<
  Pick<
    MeetingFields,
    NamesInThree<'title' | 'heading' | 'venue'> | 'date' | 'from' | 'to' | 'host' | 'chairs' | 'signPlace'
  >
>;

/** A series that is there, or a new one; either with its title in the other languages. */
export type SeriesWish = ({ readonly id: string } | { readonly title: string }) & {
  readonly titleKm?: string;
  readonly titleTh?: string;
};

/** Times of the meeting are told in the zone of the device that prepares it. */
const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The meetings of a workspace: which series they belong to, how far each is, and which one is in sight. */
export class MeetingsPage {
  readonly workspace: Workspace;
  readonly toasts: Toasts;
  /** Address of the workspace. */
  readonly base: string;
  readonly register: MeetingRegister;
  series = $state.raw<readonly Series[]>([]);
  meetings = $state.raw<readonly Meeting[]>([]);
  now = $state(0);
  /** Moves on whenever relays or Parties may have. */
  beat = $state(0);
  readonly mayWrite: boolean;
  readonly #ends: (() => void)[];
  readonly #records = new Coalesced(() => this.#read(), 50);
  readonly #status = new Coalesced(() => this.#readStatus(), 150);

  constructor(workspace: Workspace, toasts: Toasts, base: string) {
    this.workspace = workspace;
    this.toasts = toasts;
    this.base = base;
    this.register = workspace.joint.meetings;
    this.mayWrite = workspace.me.role !== 'reader';
    this.#read();
    this.#ends = [this.register.observe(this.#records.soon), workspace.observe(this.#status.soon)];
  }

  #read(): void {
    this.series = this.register.series();
    this.meetings = this.register.meetings();
    this.#readStatus();
  }

  #readStatus(): void {
    this.now = this.workspace.host.now();
    this.beat++;
  }

  /** Meetings of a series; of none, for null. Those whose series is not known here are among the latter. */
  of(series: string | null): readonly Meeting[] {
    return this.meetings.filter((meeting) => {
      const own = firstValue(meeting.series);
      return series === null ? own === null || !this.series.some(({ id }) => id === own) : own === series;
    });
  }

  /** The meeting that an address points at: its own id, or that of a point in it; null where it is not here. */
  at(record: string): string | null {
    if (this.register.meeting(record) !== null) return record;
    const point = this.register.points.point(record);
    return point === null ? null : firstValue(point.meeting);
  }

  addressOf(meeting: string): string {
    return `${this.base}/meetings/${encodeURIComponent(meeting)}`;
  }

  /** Prepares a meeting and goes there. Whether it went well. */
  add(series: SeriesWish, wish: HeadWish): boolean {
    try {
      const own = 'id' in series ? series.id : this.#addSeries(series);
      const id = this.register.add({ title: '', zone: ownZone(), ...wish, series: own });
      void this.workspace.flush();
      location.hash = this.addressOf(id);
      return true;
    } catch (error) {
      this.toasts.say(() => actFailure(error));
      return false;
    }
  }

  /** Translates the title of a series that is there. Whether it went well. */
  nameSeries(wish: SeriesWish): boolean {
    if (!('id' in wish)) return true;
    const series = this.register.series().find(({ id }) => id === wish.id);
    if (series === undefined) return true;
    const now = inThree(series, 'title');
    const { titleKm = now.km, titleTh = now.th } = wish;
    const fields = {
      ...(titleKm === now.km ? {} : { titleKm }),
      ...(titleTh === now.th ? {} : { titleTh }),
    };
    if (Object.keys(fields).length === 0) return true;
    try {
      this.register.setSeries(series.id, fields);
      void this.workspace.flush();
      return true;
    } catch (error) {
      this.toasts.say(() => actFailure(error));
      return false;
    }
  }

  /** Nothing is written into a language in which nothing is said. */
  #addSeries({ title, titleKm = '', titleTh = '' }: Extract<SeriesWish, { title: string }>): string {
    return this.register.addSeries(title, {
      ...(titleKm === '' ? {} : { titleKm }),
      ...(titleTh === '' ? {} : { titleTh }),
    });
  }

  close(): void {
    for (const end of this.#ends) end();
    this.#records.close();
    this.#status.close();
  }
}
