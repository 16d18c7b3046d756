import { saidAt, type Commitment, type CommitmentRegister } from '../registers/commitments.ts';
import type { Plan } from '../registers/plan.ts';
import { timeframeOf } from '../registers/timeframe.ts';
import { writesTexts, type Workspace } from '../registers/workspace-types.ts';
import { firstValue } from '../replica/field.ts';
import type { Owner } from '../schema/commitments.ts';
import { m } from '../texts/messages.ts';
import { Coalesced } from './coalesced.ts';

/** What is written of a promise: `by` as it was said. */
export interface PromiseWish {
  readonly what: string;
  readonly who: readonly Owner[];
  readonly by: string;
}

/** What a page does with an act: tells the user when it was refused, and whether it went well. */
export interface Acting {
  try(act: () => void): boolean;
  say(words: () => string, undo: (() => void) | null): void;
}

/** The promises made at the points of a meeting. */
export class MeetingPromises {
  #all = $state.raw<readonly Commitment[]>([]);
  readonly #workspace: Workspace;
  readonly #register: CommitmentRegister;
  readonly #acting: Acting;
  readonly #ends: (() => void)[];
  readonly #records = new Coalesced(() => this.#read(), 50);

  constructor(workspace: Workspace, acting: Acting) {
    this.#workspace = workspace;
    this.#register = workspace.joint.commitments;
    this.#acting = acting;
    this.#read();
    // An orphan is told by the plan, too.
    this.#ends = [this.#register.observe(this.#records.soon), workspace.plan.observe(this.#records.soon)];
  }

  at(point: string): readonly Commitment[] {
    return saidAt(this.#all, this.#workspace.joint.meetings.points, point);
  }

  isOrphan(promise: Commitment): boolean {
    return this.#register.isOrphan(promise);
  }

  /** Plans an item can be made in; none for a facilitator, who writes in no plan. */
  plans(): readonly Plan[] {
    return writesTexts(this.#workspace.me.role) ? this.#workspace.plan.plans() : [];
  }

  /** `year`: of the meeting, for words that name none. */
  add(point: string, { what, who, by }: PromiseWish, year: number | undefined): boolean {
    const fields = { what, who, by: timeframeOf(by, year), point };
    return this.#act(() => this.#register.add(fields));
  }

  /** Sets what reads otherwise than it did; a value set apart meanwhile is left alone unless it was chosen here. */
  change(promise: Commitment, wish: Partial<PromiseWish>, year: number | undefined): boolean {
    const { by, ...others } = wish;
    const fields = by === undefined ? others : { ...others, by: timeframeOf(by, year) };
    return this.#act(() => this.#register.set(promise.id, fields));
  }

  /** Takes one of the values set apart, as it is. */
  take(promise: Commitment, fields: Parameters<CommitmentRegister['set']>[1]): void {
    this.#act(() => this.#register.set(promise.id, fields));
  }

  remove(promise: Commitment): void {
    this.#act(() => this.#acting.say(() => m.prom_removed(), this.#register.delete(promise.id)));
  }

  /** Puts the promise into a plan: an item of the same words, owed by the same bodies, that carries it out from then on. */
  makeItem(promise: Commitment, plan: Plan): void {
    this.#act(() => {
      const { plan: plans } = this.#workspace;
      const owners = firstValue(promise.who) ?? [];
      const timeframe = firstValue(promise.by);
      const item = plans.addItem(plan.id, plans.items(plan.id).at(-1)?.id ?? null, {
        activity: firstValue(promise.what) ?? '',
        responsible: owners.map(({ body }) => body).filter((body, i, all) => all.indexOf(body) === i),
        ...(timeframe === null ? {} : { timeframe }),
      });
      this.#register.set(promise.id, { item });
      const number = firstValue(plans.item(item)?.number ?? { state: 'empty' }) ?? '';
      this.#acting.say(() => m.prom_item_made({ number }), null);
    });
  }

  close(): void {
    for (const end of this.#ends) end();
    this.#records.close();
  }

  #act(act: () => void): boolean {
    const went = this.#acting.try(act);
    this.#read();
    return went;
  }

  #read(): void {
    // A new array each time: whether one is an orphan may have changed while none of them did.
    this.#all = [...this.#register.list()];
  }
}
