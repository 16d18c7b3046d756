import type { ChangedRecords, RecordHost } from '../replica/door.ts';
import { firstValue, type Field } from '../replica/field.ts';
import { Listeners } from '../replica/listeners.ts';
import { orderBetween } from '../replica/order.ts';
import { BadValue } from '../replica/records.ts';
import {
  commitmentFields,
  type CommitmentFields,
  type CommitmentState,
  type Owner,
} from '../schema/commitments.ts';
import type { Timeframe } from '../schema/plan.ts';
import type { PlanRegister } from './plan.ts';
import { KeptRecords } from './kept-records.ts';
import { viewInThree, type InThreeFields } from './in-three.ts';
import { originsOf } from './meeting-lineage.ts';
import type { Kept } from './meeting-types.ts';

/** What somebody said they would do, as everybody's writing left it. */
export interface Commitment extends Kept, InThreeFields<'what'> {
  readonly who: Field<readonly Owner[]>;
  readonly by: Field<Timeframe>;
  /** Id of the point of the minutes where it was said; see {@link saidAt} for the versions that follow. */
  readonly point: Field<string | null>;
  /** Id of the plan item that carries it out. */
  readonly item: Field<string | null>;
  readonly state: Field<CommitmentState>;
}

type Settable = Exclude<keyof CommitmentFields, 'order'>;
/** What may be set; a field left out or undefined stays as it is. */
export type CommitmentWish = { readonly [K in Settable]?: CommitmentFields[K] };

/** Everybody named as owing it, where several answers were set apart those of each. */
export function owersOf({ who }: Commitment): readonly Owner[] {
  if (who.state === 'one') return who.value;
  return who.state === 'conflict' ? who.values.flatMap(({ value }) => value) : [];
}

/** Those of a list that were said at a point of the minutes, or at one of an earlier version that it is a copy of. */
export function saidAt(
  list: readonly Commitment[],
  points: Parameters<typeof originsOf>[0],
  point: string,
): readonly Commitment[] {
  const origins = originsOf(points, point);
  return list.filter((one) => origins.includes(firstValue(one.point) ?? ''));
}

/** It counts as open until one answer, and one only, says otherwise. */
const isOpen = ({ state }: Commitment): boolean => state.state !== 'one' || state.value === 'open';

/**
 * The promises made in the minutes. Each names who owes it by body or seat, and so stays with the seat when its holder goes;
 * one that no plan item carries out is an orphan, and is shown as one. Acts throw `BadValue` and `WriteRefused`.
 */
export class CommitmentRegister {
  static readonly ROOTS = ['commitments'] as const;

  readonly #host: RecordHost;
  readonly #plan: PlanRegister;
  readonly #kept: KeptRecords<typeof commitmentFields, Commitment>;
  readonly #listeners = new Listeners<[records: ChangedRecords]>();

  /** `plan`: whose items carry promises out. */
  constructor(host: RecordHost, plan: PlanRegister) {
    this.#host = host;
    this.#plan = plan;
    this.#kept = new KeptRecords(host, 'commitments', commitmentFields, (view, about) =>
      Object.assign(about, {
        ...viewInThree(view, 'what'),
        who: view.field('who'),
        by: view.field('by'),
        point: view.field('point'),
        item: view.field('item'),
        state: view.field('state'),
      }),
    );
    host.observe((records) => {
      this.#kept.drop(records);
      this.#listeners.tell(records);
    });
  }

  /** Those that stand, in order; the same array until one changes. */
  list(): readonly Commitment[] {
    return this.#kept.standing();
  }

  /** Deleted ones included; null when there is none. */
  get(id: string): Commitment | null {
    return this.#kept.view(id);
  }

  open(): readonly Commitment[] {
    return this.list().filter(isOpen);
  }

  /** Open ones that a seat owes. */
  bySeat(seat: string): readonly Commitment[] {
    return this.open().filter((one) => owersOf(one).some((owner) => owner.seat === seat));
  }

  /** Open ones that a body, or any seat of it, owes. */
  byBody(body: string): readonly Commitment[] {
    return this.open().filter((one) => owersOf(one).some((owner) => owner.body === body));
  }

  /** Those a plan item carries out. */
  byItem(item: string): readonly Commitment[] {
    return this.list().filter((one) => firstValue(one.item) === item);
  }

  /** Whether no item that stands in the plan carries it out: it was said, and may be forgotten (product M15). */
  isOrphan(commitment: Commitment): boolean {
    const item = this.#plan.item(firstValue(commitment.item) ?? '');
    return item === null || item.standing.state === 'deleted';
  }

  /** Open ones that nothing in the plan carries out. */
  orphans(): readonly Commitment[] {
    return this.open().filter((one) => this.isOrphan(one));
  }

  /** Adds one at the end; gives its id. `BadValue` `what` 'missing': nothing was said. */
  add(wish: CommitmentWish & { readonly what: string }): string {
    if (wish.what.trim() === '') throw new BadValue('what', 'missing');
    const id = this.#host.newId();
    const list = this.list();
    this.#kept.add(id, { state: 'open', ...wish, order: orderBetween(list, list.length - 1, id) });
    return id;
  }

  set(id: string, fields: CommitmentWish): void {
    if (fields.what?.trim() === '') throw new BadValue('what', 'missing');
    this.#kept.set(id, fields);
  }

  /** Deletes one; gives the undo. */
  delete(id: string): () => void {
    this.#kept.delete(id);
    return () => this.#kept.restore(id);
  }

  /** Called after every change with the ids of the records it touched. Returns its end. */
  observe(listener: (records: ChangedRecords) => void): () => void {
    return this.#listeners.add(listener);
  }
}
