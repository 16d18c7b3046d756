import type * as Y from 'yjs';
import { createdKept, fieldKept, type Kept } from './act-kept.ts';
import type { RecordHost } from './door.ts';
import { draftUndo, type Draft, type DraftUndo } from './draft.ts';
import { Listeners } from './listeners.ts';
import { NotedSteps } from './noted-steps.ts';
import {
  namedAt,
  reverse,
  sameLive,
  stepsIn,
  textIn,
  valuesIn,
  type Step,
  type TextStep,
} from './own-act.ts';
import { closed, hearing, placeIn, turnText } from './sitting.ts';

export type ActKind = 'added' | 'deleted' | 'restored' | 'written' | 'changed';

/** Something this member did, in one go. */
export interface OwnAct {
  readonly kind: ActKind;
  readonly root: string;
  readonly record: string;
}

export type Undone =
  | { readonly state: 'nothing' }
  | { readonly state: 'done'; readonly act: OwnAct }
  | ({ readonly state: 'kept'; readonly act: OwnAct } & Kept);

interface Recorded extends OwnAct {
  readonly steps: readonly Step[];
  /** How many words had been signed on its records and on what they belong to. */
  readonly signed: number;
}

export interface ActRules {
  /** Roots whose new records cannot be taken back. */
  readonly lasting: ReadonlySet<string>;
  /** Roots whose new records are begun in passing: they are no act of anybody's. */
  readonly passing: ReadonlySet<string>;
  /** How many words have been signed on a record. */
  signed(record: string): number;
}

const DEPTH = 100;
/** Steps taken back in one change: an entry holds so many with room to spare, and an import may be of thousands. */
const AT_ONCE = 200;

/**
 * What this member did since the page was opened, newest last, and the way back. An undo writes the contrary as any other
 * change and passes every check; it never takes another's value away: where another has written since, or signed, the act
 * stays and says why. Endorsements are no changes of a document, so none is ever undone.
 */
export class OwnActs {
  readonly #rules: ActRules;
  readonly #ends: (() => void)[] = [];
  readonly #listeners = new Listeners();
  /** Texts with an open editor: it has an undo of its own until it closes. */
  readonly #editing = new Set<Y.Text>();
  #done: Recorded[] = [];
  #undone: Recorded[] = [];
  /** The act of this turn, while it lasts. */
  #now: NotedSteps | null = null;
  /** An act of many turns is under way. */
  #long = false;
  #reversing = false;

  constructor(rules: ActRules) {
    this.#rules = rules;
  }

  /** The act that would be undone next; null where there is none. */
  get last(): OwnAct | null {
    this.#settle();
    return this.#done.at(-1) ?? null;
  }

  get lastUndone(): OwnAct | null {
    this.#settle();
    return this.#undone.at(-1) ?? null;
  }

  observe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Begins to note what this member does in a space. */
  watch(host: RecordHost): void {
    let ends = this.#watchDoc(host);
    const end = host.observe((records) => {
      // After a rebuild the document is another.
      if (records !== null) return;
      for (const one of ends) one();
      ends = this.#watchDoc(host);
      const lives = ({ steps }: Recorded) =>
        steps.every((step) => step.kind !== 'text' || step.host !== host || step.manager.doc === host.doc);
      this.#done = this.#done.filter(lives);
      this.#undone = this.#undone.filter(lives);
    });
    this.#ends.push(end, () => ends.forEach((one) => one()));
  }

  #watchDoc(host: RecordHost): (() => void)[] {
    return [...host.doc.share.keys()].map((name) => {
      const root = host.doc.getMap(name);
      const heard = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) => {
        if (!transaction.local) return;
        this.#note(events.flatMap((event) => stepsIn(event, transaction, name, host)));
        for (const event of events) {
          const at = this.#reversing ? null : textIn(event, transaction);
          if (at === null || this.#editing.has(at.text) || this.#hears(at.text)) continue;
          const manager = hearing(at.text, transaction);
          this.#note([{ kind: 'text', host, root: name, record: at.record, manager }]);
        }
      };
      root.observeDeep(heard);
      return () => root.unobserveDeep(heard);
    });
  }

  /** Whether the act of this turn follows a text already. */
  #hears(text: Y.Text): boolean {
    return (this.#now?.all ?? []).some((step) => step.kind === 'text' && step.manager.scope.includes(text));
  }

  #note(all: readonly Step[]): void {
    if (all.length === 0) return;
    if (this.#now === null) {
      this.#now = new NotedSteps();
      // All of one turn is one act: pages write what belongs together in one.
      if (!this.#reversing && !this.#long) queueMicrotask(() => this.#settle());
    }
    this.#now.note(all);
  }

  #taken(): Recorded | null {
    const steps = (this.#now?.all ?? []).filter(
      (step) =>
        !(step.kind === 'created' && this.#rules.passing.has(step.root)) &&
        !(step.kind === 'field' && sameLive(step.before, step.after)),
    );
    this.#now = null;
    return steps.length === 0 ? null : this.#recorded(steps);
  }

  #recorded(steps: readonly Step[]): Recorded {
    const first = steps.find(({ kind }) => kind === 'created') ?? (steps[0] as Step);
    const signed = this.#signed(steps);
    return { kind: kindOf(first), root: first.root, record: first.record, steps, signed };
  }

  #signed(steps: readonly Step[]): number {
    const named = new Set(steps.flatMap(namedAt));
    return [...named].reduce((sum, record) => sum + this.#rules.signed(record), 0);
  }

  #settle(): void {
    if (this.#reversing || this.#long || this.#now === null) return;
    const act = this.#taken();
    if (act !== null) this.#add(act);
  }

  #add(act: Recorded): void {
    for (const gone of [...this.#undone, ...this.#done.splice(0, this.#done.length - DEPTH + 1)])
      forget(gone);
    this.#undone = [];
    this.#done.push(act);
    this.#told();
  }

  #told(): void {
    this.#listeners.tell();
  }

  /**
   * The undo of an editor that is being opened on a draft of a watched space; null where there is no text. When the editor
   * closes, all that was written in it is one act.
   */
  editing(host: RecordHost, draft: Draft): DraftUndo | null {
    const { text } = draft;
    const undo = draftUndo(draft);
    if (text === null || undo === null) return null;
    this.#settle();
    this.#editing.add(text);
    return {
      ...undo,
      close: () => {
        if (!this.#editing.delete(text)) return;
        const at = text.doc === null || text.doc !== host.doc ? null : placeIn(host, text);
        if (at === null || !undo.manager.canUndo()) return undo.close();
        closed(undo.manager);
        this.#settle();
        this.#add(this.#recorded([{ kind: 'text', host, ...at, manager: undo.manager }]));
      },
    };
  }

  /** Runs an undo that an act brought itself: neither it nor what it takes back is an act any more. */
  asUndo(undo: () => void): void {
    this.#settle();
    const before = new Set(this.#done);
    undo();
    this.#settle();
    const made = this.#done.at(-1);
    if (made === undefined || before.has(made)) return;
    this.#done.pop();
    const taken = this.#done.findLastIndex(({ record }) => record === made.record);
    if (taken >= 0) this.#done.splice(taken, 1);
    this.#told();
  }

  /**
   * Begins an act of many turns, as an import is: all until the end that is returned is one. The end gives the act, null where
   * nothing was done; what is done by hand meanwhile belongs to it.
   */
  together(): () => OwnAct | null {
    this.#settle();
    this.#long = true;
    return () => {
      if (!this.#long) return null;
      this.#long = false;
      const before = this.#done.at(-1);
      this.#settle();
      const made = this.#done.at(-1);
      return made === undefined || made === before ? null : made;
    };
  }

  /** Takes one act back that may not be the last; `nothing` where it is no act any more. Throws `WriteRefused`. */
  takeBack(act: OwnAct): Undone {
    this.#settle();
    const at = this.#done.findIndex((one) => one === act);
    if (at < 0 || this.#long) return { state: 'nothing' };
    return this.#turn(this.#done.splice(at, 1), this.#undone, 'undo');
  }

  /** These are acts no more: something else has taken them back. */
  drop(...acts: readonly (OwnAct | null)[]): void {
    this.#done = this.#done.filter((one) => !acts.includes(one));
    this.#told();
  }

  /** Takes this member's last act back. Throws `WriteRefused`. */
  undo(): Undone {
    this.#settle();
    return this.#turn(this.#done, this.#undone, 'undo');
  }

  /** Does again what was undone last. Throws `WriteRefused`. */
  redo(): Undone {
    this.#settle();
    return this.#turn(this.#undone, this.#done, 'redo');
  }

  #turn(from: Recorded[], to: Recorded[], way: 'undo' | 'redo'): Undone {
    if (this.#long) return { state: 'nothing' };
    const act = from.pop();
    if (act === undefined) return { state: 'nothing' };
    const { kind, root, record } = act;
    const about: OwnAct = { kind, root, record };
    const kept = this.#keeps(act);
    const contrary = kept === null ? this.#reverse(act, way) : null;
    if (contrary !== null) to.push({ ...this.#recorded(contrary), ...about });
    else forget(act);
    this.#told();
    return contrary === null
      ? { state: 'kept', act: about, ...(kept ?? { why: 'changed since', by: [] }) }
      : { state: 'done', act: about };
  }

  #keeps({ steps, signed }: Recorded): Kept | null {
    for (const step of steps) {
      if (step.kind === 'created' && this.#rules.lasting.has(step.root)) return { why: 'lasts' };
      if (step.kind === 'created' && this.#rules.signed(step.record) > 0) return { why: 'signed' };
    }
    if (this.#signed(steps) !== signed) return { why: 'signed' };
    for (const host of new Set(steps.map((step) => step.host))) {
      const made = steps.filter((step) => step.kind === 'created' && step.host === host);
      const kept = made.length === 0 ? null : createdKept(host, new Set(made.map(({ record }) => record)));
      if (kept !== null) return kept;
    }
    for (const step of steps) {
      const kept = step.kind === 'field' ? fieldKept(step) : null;
      if (kept !== null) return kept;
    }
    return null;
  }

  /** The contrary as it was written; null when nothing was left to do. */
  #reverse({ steps }: Recorded, way: 'undo' | 'redo'): readonly Step[] | null {
    this.#reversing = true;
    try {
      for (const host of new Set(steps.map((step) => step.host))) {
        const back = steps.filter((step) => step.host === host).reverse();
        for (let from = 0; from < back.length; from += AT_ONCE)
          host.change(() => back.slice(from, from + AT_ONCE).forEach(reverse));
      }
      const fields = this.#taken()?.steps ?? [];
      const texts = steps.filter((step): step is TextStep => step.kind === 'text' && turnText(step, way));
      return fields.length + texts.length === 0 ? null : [...fields, ...texts];
    } finally {
      this.#now = null;
      this.#reversing = false;
    }
  }

  close(): void {
    for (const end of this.#ends) end();
    for (const act of [...this.#done, ...this.#undone]) forget(act);
    this.#listeners.clear();
  }
}

function forget({ steps }: Recorded): void {
  for (const step of steps) if (step.kind === 'text') step.manager.destroy();
}

function kindOf(step: Step): ActKind {
  if (step.kind === 'created') return 'added';
  if (step.kind === 'text') return 'written';
  if (step.field !== 'deleted') return 'changed';
  return valuesIn(step.after).includes(true) ? 'deleted' : 'restored';
}
