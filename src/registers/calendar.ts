import type { ChangedRecords, RecordHost } from '../replica/door.ts';
import { firstValue, type Field } from '../replica/field.ts';
import { Listeners } from '../replica/listeners.ts';
import { periodFields, type DaySpan, type PeriodFields, type PeriodKind } from '../schema/workshop.ts';
import { checkedSpan, shared } from './days.ts';
import { viewInThree, type InThreeFields } from './in-three.ts';
import type { Listed } from './listed.ts';
import { placeOf } from './placed.ts';
import { Sides } from './sides.ts';

/** A holiday of a body, or a time in which it is busy. */
export interface Period extends Listed, InThreeFields<'name'>, InThreeFields<'note'> {
  readonly body: string;
  readonly span: Field<DaySpan>;
  readonly kind: Field<PeriodKind>;
}

/** A period that falls on a date in question, and the days of it that do. */
export interface Clash {
  readonly period: Period;
  readonly days: DaySpan;
}

type Needed = 'name' | 'span' | 'kind' | 'note';
export type PeriodWish = Pick<PeriodFields, Needed> & Partial<Omit<PeriodFields, Needed | 'order'>>;

/**
 * Holidays and busy times: an editable table for every body, which that body alone writes (no public table has Cambodia's,
 * domain 3.4). All acts throw `WriteRefused`, `BadValue` and `DatesRefused`, before anything is written.
 */
export class CalendarRegister {
  static readonly OWNED = ['calendar'] as const;

  readonly bodies: readonly string[];
  readonly #host: RecordHost;
  readonly #periods: Sides<typeof periodFields, Period>;
  readonly #listeners = new Listeners<[records: ChangedRecords]>();

  constructor(host: RecordHost, bodies: readonly string[]) {
    this.#host = host;
    this.bodies = bodies;
    this.#periods = new Sides(host, 'calendar', bodies, periodFields, (view, body) => ({
      id: view.id,
      body,
      ...viewInThree(view, 'name'),
      span: view.field('span'),
      kind: view.field('kind'),
      ...viewInThree(view, 'note'),
      standing: view.standing,
      get where() {
        return view.where;
      },
      order: placeOf(view.field('order')),
    }));
    host.observe((records) => {
      this.#periods.drop(records);
      this.#listeners.tell(records);
    });
  }

  /** A body's periods that stand, by their first day; those without one last. */
  of(body: string): readonly Period[] {
    const first = ({ span }: Period) => firstValue(span)?.from ?? '9999';
    return [...this.#periods.standing(body)].sort((a, b) =>
      first(a) < first(b) ? -1 : first(a) > first(b) ? 1 : 0,
    );
  }

  /** All periods of all bodies that fall on a span, in the order of the bodies. Where days were set apart, each set counts. */
  clashes(span: DaySpan): readonly Clash[] {
    return this.bodies.flatMap((body) =>
      this.of(body).flatMap((period) => {
        const days = spansOf(period.span)
          .map((one) => shared(one, span))
          .find((one) => one !== null);
        return days === undefined || days === null ? [] : [{ period, days }];
      }),
    );
  }

  /** Adds a period on this device's side; gives its id. */
  add(wish: PeriodWish): string {
    const { mine } = this.#periods;
    const span = checkedSpan(wish.span);
    const id = this.#host.newId();
    const order = this.#periods.place(this.#host.me.body, 'last', id);
    mine.add({ ...wish, span, order }, {}, id);
    return this.#written(id);
  }

  set(id: string, fields: Partial<PeriodWish>): void {
    const span = fields.span === undefined ? undefined : checkedSpan(fields.span);
    this.#periods.sideOf(id).set(id, { ...fields, span });
    this.#written(id);
  }

  /** Deletes a period; gives the undo. */
  delete(id: string): () => void {
    if (!this.#periods.delete(id)) return () => undefined;
    this.#written(id);
    return () => {
      this.#periods.restore(id);
      this.#written(id);
    };
  }

  /** Called after every change with the ids of the records it touched. Returns its end. */
  observe(listener: (records: ChangedRecords) => void): () => void {
    return this.#listeners.add(listener);
  }

  #written(id: string): string {
    this.#periods.drop(new Set([id]));
    return id;
  }
}

/** Every set of days a field says: several where they were set apart. */
export const spansOf = (field: Field<DaySpan>): readonly DaySpan[] =>
  field.state === 'one'
    ? [field.value]
    : field.state === 'conflict'
      ? field.values.map(({ value }) => value)
      : [];
