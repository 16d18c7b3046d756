import type { ChangedRecords, RecordHost } from '../replica/door.ts';
import { firstValue } from '../replica/field.ts';
import type { DraftStep } from '../replica/draft.ts';
import { BadValue } from '../replica/records.ts';
import { pointFields, type PointFields, type SectionKind, type SectionStyle } from '../schema/meetings.ts';
import type { PointLink } from '../schema/minutes.ts';
import { MeetingLines, kept, type Guard } from './meeting-lines.ts';
import { placeAfter } from './placed.ts';
import { sectionsOf } from './meeting-numbering.ts';
import { MeetingRefused, type NumberedPoint, type Point, type Section } from './meeting-types.ts';
import { wordDiff } from './word-diff.ts';

export type PointWish = Partial<Omit<PointFields, 'meeting' | 'section' | 'parent' | 'order'>>;

/** Where a point goes: behind another (null: first) of its section, at the top or under another. */
export interface Spot {
  readonly section: SectionKind;
  readonly parent: string | null;
  readonly after: string | null;
}

type Styles = Readonly<Record<SectionKind, SectionStyle>>;

/** The points of meetings. An id never changes, whatever number a point gets. */
export class Points {
  readonly #host: RecordHost;
  readonly #lines: MeetingLines<typeof pointFields, Point>;
  readonly #stylesOf: (meeting: string) => Styles;
  readonly #sections = new WeakMap<readonly Point[], readonly [Styles, readonly Section[]]>();

  constructor(host: RecordHost, guard: Guard, stylesOf: (meeting: string) => Styles) {
    this.#host = host;
    this.#stylesOf = stylesOf;
    this.#lines = new MeetingLines(host, 'points', pointFields, guard, (view, about) =>
      kept(about, {
        meeting: view.field('meeting'),
        section: view.field('section'),
        parent: view.field('parent'),
        by: view.field('by'),
        outcome: view.field('outcome'),
        links: view.field('links'),
        table: view.field('table'),
        lineage: view.field('lineage'),
        text: view.draft('text'),
      }),
    );
  }

  /** The three sections with their points, numbered. The same until a point or a section's style changes. */
  sections(meeting: string): readonly Section[] {
    const points = this.#lines.list(meeting);
    const styles = this.#stylesOf(meeting);
    const before = this.#sections.get(points);
    if (before?.[0] === styles) return before[1];
    const sections = sectionsOf(points, styles);
    this.#sections.set(points, [styles, sections]);
    return sections;
  }

  /** Points that stand, in no reading order. */
  list(meeting: string): readonly Point[] {
    return this.#lines.list(meeting);
  }

  /** Any point by id, deleted ones included; null when there is none. */
  point(id: string): Point | null {
    return this.#lines.view(id);
  }

  /** Deleted points of a meeting, the newest deletion first. */
  deleted(meeting: string): readonly Point[] {
    return this.#lines.deleted(meeting);
  }

  /** A point's number as it stands now; null when it is deleted or unknown. */
  numberOf(meeting: string, id: string): string | null {
    return this.#numbered(meeting).find(({ point }) => point.id === id)?.number ?? null;
  }

  /** Adds a point; gives its id. Throws `BadValue`, `WriteRefused`, and `MeetingRefused` 'locked'. */
  add(meeting: string, spot: Spot, { text, ...wish }: PointWish & { readonly text: string }): string {
    this.#lines.guard(meeting);
    const id = this.#host.newId();
    const { section, parent } = this.#checked(meeting, spot, id);
    const order = this.#placeAt(meeting, spot, id);
    return this.#lines.add(id, { ...wish, meeting, section, parent, order }, { text });
  }

  set(id: string, wish: PointWish): void {
    this.#lines.writable(id);
    this.#lines.set(id, wish);
  }

  /** Makes a point's text read otherwise, by its differences: letters that stay keep their authors. */
  rewrite(id: string, text: string): void {
    this.#lines.writable(id);
    const words = text.toWellFormed().normalize('NFC');
    this.#lines.records.rewrite(id, 'text', (now): readonly DraftStep[] => wordDiff(now, words, 'en'));
    this.#lines.drop(new Set([id]));
  }

  /** Puts a point elsewhere; what stands under it goes along, and under another joins its new neighbours. */
  move(id: string, spot: Spot): void {
    const point = this.#lines.writable(id);
    const meeting = firstValue(point.meeting) ?? '';
    if (spot.after === id) return;
    const { section, parent } = this.#checked(meeting, spot, id);
    const children = this.#numbered(meeting).find((one) => one.point.id === id)?.points ?? [];
    this.#host.change(() => {
      this.#lines.set(id, { section, parent, order: this.#placeAt(meeting, spot, id) });
      let after = id;
      for (const { point: child } of children) {
        if (parent === null) this.#lines.set(child.id, { section });
        else {
          const order = this.#placeAt(meeting, { section, parent, after }, child.id);
          this.#lines.set(child.id, { section, parent, order });
          after = child.id;
        }
      }
    });
  }

  /** Puts a point under the one before it. Nothing happens at the top of a list, or where it is nested already. */
  indent(id: string): void {
    const { siblings, at, section, parent } = this.#around(id);
    const before = siblings[at - 1];
    if (parent !== null || before === undefined) return;
    const after = before.points.at(-1)?.point.id ?? null;
    this.move(id, { section, parent: before.point.id, after });
  }

  /** Takes a nested point out, behind the one it stood under. */
  outdent(id: string): void {
    const { section, parent } = this.#around(id);
    if (parent !== null) this.move(id, { section, parent: null, after: parent });
  }

  /** Deletes a point and what stands under it; gives the undo of both. */
  delete(id: string): () => void {
    const point = this.#lines.writable(id);
    if (point.standing.state === 'deleted') return () => undefined;
    const under = this.#numbered(firstValue(point.meeting) ?? '').find((one) => one.point.id === id);
    const ids = [id, ...(under?.points ?? []).map((one) => one.point.id)];
    this.#host.change(() => {
      for (const one of ids) this.#lines.delete(one);
    });
    return () =>
      this.#host.change(() => {
        for (const one of ids) this.restore(one);
      });
  }

  /** Brings a deleted point back, or decides a contested deletion for keeping. */
  restore(id: string): void {
    this.#lines.bringBack(id);
  }

  /** Decides a contested deletion for deleting. */
  confirmDeletion(id: string): void {
    if (this.#lines.writable(id).standing.state === 'contested') this.#lines.delete(id);
  }

  /** Whether what this link names stands in the minutes already. */
  isDrawn(meeting: string, link: PointLink): boolean {
    return this.#lines
      .list(meeting)
      .some(({ links }) => firstValue(links)?.some(({ kind, id }) => kind === link.kind && id === link.id));
  }

  /**
   * Adds a point made from the ledger: finished words, and what they tell of. Throws as {@link add}, and `MeetingRefused`
   * 'drawn already' when its first link stands in these minutes.
   */
  draw(
    meeting: string,
    spot: Spot,
    wish: PointWish & { readonly text: string; readonly links: PointLink[] },
  ): string {
    const [link] = wish.links;
    if (link !== undefined && this.isDrawn(meeting, link)) throw new MeetingRefused('drawn already');
    return this.add(meeting, spot, wish);
  }

  /** Writes the points of one meeting into another, each with the one it was copied from. */
  copy(from: string, to: string): void {
    const written = (point: Point, section: SectionKind, parent: string | null): string => {
      const id = this.#host.newId();
      const { by, outcome, links, table, order } = point;
      const values = {
        meeting: to,
        section,
        parent,
        by: firstValue(by),
        outcome: firstValue(outcome),
        links: firstValue(links) ?? [],
        table: firstValue(table),
        lineage: point.id,
        order: order === '' ? placeAfter([], null, id) : order,
      };
      return this.#lines.add(id, values, { text: point.text.toString() });
    };
    for (const { kind, points } of this.sections(from)) {
      for (const { point, points: under } of points) {
        const parent = written(point, kind, null);
        for (const child of under) written(child.point, kind, parent);
      }
    }
  }

  drop(records: ChangedRecords): boolean {
    return this.#lines.drop(records);
  }

  #numbered(meeting: string): NumberedPoint[] {
    return this.sections(meeting).flatMap(({ points }) => points.flatMap((one) => [one, ...one.points]));
  }

  #around(id: string) {
    const meeting = firstValue(this.#lines.writable(id).meeting) ?? '';
    for (const { kind: section, points } of this.sections(meeting)) {
      for (const [siblings, parent] of [
        [points, null],
        ...points.map((one) => [one.points, one.point.id] as const),
      ] as const) {
        const at = siblings.findIndex(({ point }) => point.id === id);
        if (at >= 0) return { section, parent, siblings, at };
      }
    }
    throw new BadValue('record', 'missing');
  }

  /** A parent has to stand at the top of the same meeting, and what is under it is in its section. */
  #checked(
    meeting: string,
    { section, parent }: Spot,
    id: string,
  ): { section: SectionKind; parent: string | null } {
    if (parent === null) return { section, parent };
    const above = this.sections(meeting).find(({ points }) =>
      points.some(({ point }) => point.id === parent && parent !== id),
    );
    if (above === undefined) throw new BadValue('parent', 'missing');
    return { section: above.kind, parent };
  }

  /** Among those shown at that level: deleted ones keep places of their own. */
  #placeAt(meeting: string, { section, parent, after }: Spot, id: string): string {
    const sections = this.sections(meeting);
    const level =
      parent === null
        ? sections.find(({ kind }) => kind === section)?.points
        : sections.flatMap(({ points }) => points).find(({ point }) => point.id === parent)?.points;
    return placeAfter(
      (level ?? []).map(({ point }) => point),
      after,
      id,
    );
  }
}
