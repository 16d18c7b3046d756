import type { Section } from './router.svelte.ts';

/** Something a person can ask for by name. */
export interface Command {
  /** The same wherever it is offered: `new item`. */
  readonly id: string;
  /** What it does, as it would stand on a button. */
  readonly name: string;
  /** How it is done without the palette: `g p`. */
  readonly keys?: string;
  readonly act: () => void;
}

/** Read when the palette is opened: its words follow the language of that moment. */
export type CommandList = () => readonly Command[];

/** What can be done from here: what the shell always offers, and the acts of the page in sight for as long as it is there. */
export class Commands {
  /** Of the shell, which may ask what the pages offer. */
  readonly #always: CommandList;
  readonly #lists: CommandList[] = [];
  #wanted: { readonly id: string; readonly section: Section } | null = null;

  constructor(always: (commands: Commands) => CommandList) {
    this.#always = always(this);
  }

  /** Offers a page's acts; gives their end. One that was {@link want | wanted} before the page came is done once it is offered. */
  add(list: CommandList): () => void {
    this.#lists.push(list);
    queueMicrotask(() => {
      const wanted = this.#wanted === null ? null : this.#find(this.#wanted.id);
      if (wanted === null) return;
      this.#wanted = null;
      wanted.act();
    });
    return () => {
      const at = this.#lists.indexOf(list);
      if (at >= 0) this.#lists.splice(at, 1);
    };
  }

  /** Does what a page offers; when that page is not in sight, `go` leads to its section, and it is done on arrival. */
  want(id: string, section: Section, go: () => void): void {
    const here = this.#find(id);
    if (here !== null) {
      here.act();
      return;
    }
    this.#wanted = { id, section };
    go();
  }

  /** A person is at another page now: what was wanted elsewhere is not done any more. */
  at(section: Section): void {
    if (this.#wanted?.section !== section) this.#wanted = null;
  }

  /** Whether a page in sight offers it. */
  has(id: string): boolean {
    return this.#find(id) !== null;
  }

  all(): readonly Command[] {
    return [...this.#offered(), ...this.#always()];
  }

  #find(id: string): Command | null {
    return this.#offered().find((command) => command.id === id) ?? null;
  }

  #offered(): readonly Command[] {
    return this.#lists.flatMap((list) => list());
  }
}
