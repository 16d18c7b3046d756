import type { RecordHost } from '../replica/door.ts';
import type { Standing } from '../replica/deletion.ts';
import { firstValue, type Field } from '../replica/field.ts';
import { targetFields, type TargetFields } from '../schema/roster.ts';
import type { Timeframe } from '../schema/plan.ts';
import type { PlanRegister } from './plan.ts';
import { Sides } from './sides.ts';

/** What a Party measures its roster against. */
export interface Target {
  /** Id of the plan item that asks for it; null: none was named. */
  readonly item: string | null;
  /** The time its own date or that item says; null: none. */
  readonly due: Timeframe | null;
  /** Last day of it, `YYYY-MM-DD`; null where that cannot be told. */
  readonly day: string | null;
}

interface View {
  readonly id: string;
  readonly body: string;
  readonly standing: Standing;
  readonly order: string;
  readonly item: Field<string | null>;
  readonly due: Field<Timeframe | null>;
}

/** When each Party means its roster to be ready: by a date of its own, or by that of a plan item. */
export class RosterTargets {
  static readonly OWNED = ['targets'] as const;

  readonly #views: Sides<typeof targetFields, View>;
  readonly #plan: PlanRegister;
  readonly #me: string;

  constructor(host: RecordHost, bodies: readonly string[], plan: PlanRegister) {
    this.#plan = plan;
    this.#me = host.me.body;
    this.#views = new Sides(host, 'targets', bodies, targetFields, (view, body): View => ({
      id: view.id,
      body,
      standing: view.standing,
      order: '',
      item: view.field('item'),
      due: view.field('due'),
    }));
    host.observe((records) => {
      if (this.#views.touches(records)) this.#views.drop(records);
    });
  }

  /**
   * What a body measures against. Where two of its devices each set one for the first time, apart, the earlier day counts:
   * whoever is ready by it is ready by the other, too.
   */
  of(body: string): Target {
    const all = this.#views.standing(body).map(({ item, due }): Target => {
      const named = firstValue(item);
      const time = firstValue(due) ?? this.#timeOf(named);
      return { item: named, due: time, day: lastDayOf(time?.edtf ?? null) };
    });
    const dated = all
      .filter(({ day }) => day !== null)
      .sort((a, b) => ((a.day ?? '') < (b.day ?? '') ? -1 : 1));
    return dated[0] ?? all[0] ?? { item: null, due: null, day: null };
  }

  /** Sets this device's body's own. Throws `BadValue` and `WriteRefused`. */
  set(wish: Partial<TargetFields>): void {
    const mine = this.#views.standing(this.#me);
    if (mine.length === 0) this.#views.mine.add(wish, {});
    for (const { id } of mine) this.#views.mine.set(id, wish);
    this.#views.drop(null);
  }

  #timeOf(item: string | null): Timeframe | null {
    const found = item === null ? null : this.#plan.item(item);
    return found === null || found.standing.state === 'deleted' ? null : firstValue(found.timeframe);
  }
}

/** The last day of an EDTF date or interval of level 1, `YYYY-MM-DD`; null for an open end, or none. */
export function lastDayOf(edtf: string | null): string | null {
  const end =
    edtf
      ?.split('/')
      .at(-1)
      ?.replace(/[~?%]$/, '') ?? '';
  const [, year, month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(end) ?? [];
  if (year === undefined) return null;
  if (day !== undefined) return end;
  // Day 0 of the month after is the last of this one.
  return new Date(Date.UTC(Number(year), Number(month ?? 12), 0)).toISOString().slice(0, 10);
}
