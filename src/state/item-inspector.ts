import { EndorseRefused } from '../registers/agreement.ts';
import type { ItemWords } from '../registers/plan-agreement.ts';
import type { PlanItem } from '../registers/plan.ts';
import type { Workspace } from '../registers/workspace-types.ts';
import { firstValue } from '../replica/field.ts';
import type { Decision } from '../schema/endorsement.ts';
import type { Answer } from '../texts/agreement.ts';
import { m } from '../texts/messages.ts';
import type { PlanPage } from './plan-page.svelte.ts';
import { itemName } from './plan-sight.ts';
import type { Toasts } from './toasts.svelte.ts';

/** A text that a person has before them to sign: fixed when they opened it, whatever is typed meanwhile. */
export interface SigningOf {
  readonly hash: string;
  readonly words: ItemWords;
  readonly answers: readonly [Answer, ...Answer[]];
  /** `now`: what stands in the item; `agreed`: the text that is in force. */
  readonly of: 'now' | 'agreed';
}

const NO_TIME = { spoken: '', edtf: null, tbc: false } as const;

/** The acts of one who looks into the agreement on an item. */
export class ItemInspector {
  readonly #workspace: Workspace;
  readonly #page: PlanPage;
  readonly #toasts: Toasts;

  constructor(page: PlanPage, toasts: Toasts) {
    this.#workspace = page.workspace;
    this.#page = page;
    this.#toasts = toasts;
  }

  /** Signs what was in sight; whether it went well. Refused when the item reads otherwise by now. */
  sign(item: PlanItem, text: SigningOf, decision: Decision, mandate: string | undefined): boolean {
    const { agreement } = this.#workspace.joint;
    return this.#page.try(() => {
      if (text.of === 'agreed') {
        agreement.answer(item.id, text.hash, decision, mandate === undefined ? {} : { mandate });
      } else {
        const { signable } = this.#page.agreementOn(this.#fresh(item));
        agreement.endorse({ record: item.id, signable, seen: text.hash, decision, mandate });
      }
      void this.#workspace.flush();
    });
  }

  /** Puts the words of an item before the Parties without answering for one. */
  table(item: PlanItem): void {
    const { signable } = this.#page.agreementOn(item);
    this.#page.try(() => {
      if (signable.state === 'blocked') throw new EndorseRefused(signable.problem);
      this.#workspace.joint.agreement.endorse({
        record: item.id,
        signable,
        seen: signable.hash,
        decision: { kind: 'tabled' },
      });
      this.#toasts.say(() => m.insp_tabled_toast({ number: itemName(item) }));
    });
  }

  /** Writes the agreed words into the item again. */
  takeBack(item: PlanItem, agreed: ItemWords): void {
    const { plan } = this.#workspace;
    const before = itemWordsNow(item);
    const write = (words: ItemWords) =>
      plan.rewriteItem(item.id, {
        number: words.number,
        activity: words.activity,
        responsible: words.responsible,
        expected: words.expected,
        timeframe: words.timeframe ?? NO_TIME,
      });
    if (!this.#page.try(() => write(agreed))) return;
    const undo = before === null ? null : () => void this.#page.try(() => write(before));
    this.#toasts.say(() => m.insp_back_toast({ number: itemName(item) }), undo);
  }

  /** What was typed since the page last heard of the item is in it. */
  #fresh(item: PlanItem): PlanItem {
    return this.#workspace.plan.item(item.id) ?? item;
  }
}

/** The words before an act, for its undo; null where something was set apart, for that cannot be put back. */
function itemWordsNow({ number, activity, responsible, expected, timeframe }: PlanItem): ItemWords | null {
  if ([number, responsible, expected, timeframe].some(({ state }) => state !== 'one' && state !== 'empty'))
    return null;
  return {
    number: firstValue(number) ?? '',
    activity: activity.toString(),
    responsible: firstValue(responsible) ?? [],
    expected: firstValue(expected) ?? '',
    timeframe: firstValue(timeframe),
  };
}
