import { SearchIndex } from '../registers/search/search-index.ts';
import type { Workspace } from '../registers/workspace-types.ts';
import type { RecordHost } from '../replica/door.ts';
import { OwnActs, type ActRules } from '../replica/own-acts.ts';
import { m } from '../texts/messages.ts';
import { actFailure } from '../texts/problems.ts';
import { actPlace, keptWords, undoneWords } from '../texts/undoing.ts';
import { language } from '../texts/language.ts';
import { localDay } from './local-day.ts';
import type { Toasts } from './toasts.svelte.ts';

/** What all were told of as it was put before them: it is withdrawn or answered where it stands, not undone. */
const LASTING: ActRules['lasting'] = new Set([
  'instruments',
  'proposals',
  'signings',
  'terminations',
  'phases',
  'acknowledgements',
  'boards',
  'speakers',
  'timers',
]);
/** Begun by opening an editor. */
const PASSING: ActRules['passing'] = new Set(['translations']);

/** Undo and redo of what this member did, in whatever register and space, with a word about what it was. */
export class Undo {
  readonly acts: OwnActs;
  readonly #workspace: Workspace;
  readonly #toasts: Toasts;
  readonly #index: SearchIndex;
  readonly #end: () => void;
  #own: RecordHost | null = null;

  constructor(workspace: Workspace, toasts: Toasts) {
    this.#workspace = workspace;
    this.#toasts = toasts;
    this.#index = new SearchIndex({
      joint: workspace.joint,
      own: () => workspace.own,
      today: () => localDay(workspace.host.now()),
      language,
    });
    this.acts = new OwnActs({
      lasting: LASTING,
      passing: PASSING,
      signed: (record) => workspace.joint.agreement.matter(record).history.length,
    });
    this.acts.watch(workspace.host);
    this.#watchOwn();
    // A Party's own space may open later.
    this.#end = workspace.observe(() => this.#watchOwn());
  }

  #watchOwn(): void {
    const { own } = this.#workspace;
    if (own === null || own === this.#own) return;
    this.#own = own;
    this.acts.watch(own);
  }

  undo(): void {
    this.#turn('undo');
  }

  redo(): void {
    this.#turn('redo');
  }

  #turn(way: 'undo' | 'redo'): void {
    try {
      const next = way === 'undo' ? this.acts.last : this.acts.lastUndone;
      // Named before, or what was added would have no name any more.
      const before = next === null ? null : this.#index.record(next.record);
      const result = this.acts[way]();
      if (result.state === 'nothing') {
        this.#toasts.say(() => (way === 'undo' ? m.undo_nothing() : m.redo_nothing()));
        return;
      }
      const record = before ?? this.#index.record(result.act.record);
      const what = (): string => actPlace(record);
      if (result.state === 'kept') {
        const { me, bodies } = this.#workspace;
        this.#toasts.say(() => keptWords(result, what(), me.body, bodies));
        return;
      }
      const words = (): string => undoneWords(result.act.kind, what(), way);
      if (way === 'undo') this.#toasts.say(words, () => this.redo(), 'redo');
      else this.#toasts.say(words, () => this.undo(), 'back');
      void this.#workspace.flush();
    } catch (error) {
      this.#toasts.say(() => actFailure(error));
    }
  }

  close(): void {
    this.#end();
    this.acts.close();
  }
}
