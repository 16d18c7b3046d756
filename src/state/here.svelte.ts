import type { Body, Present, Workspace } from '../registers/workspace-types.ts';
import { Coalesced } from './coalesced.ts';

/** Somebody who was here while this page has been open, and is no more. */
export interface Gone {
  readonly person: string;
  /** Unix ms, by this device. */
  readonly at: number;
}

export interface BodyHere {
  readonly body: Body;
  readonly people: readonly Present[];
  readonly gone: readonly Gone[];
}

/** Who is in the room, by body, as their devices say it. */
export class Here {
  bodies = $state.raw<readonly BodyHere[]>([]);
  now = $state(0);
  readonly #workspace: Workspace;
  readonly #soon = new Coalesced(() => this.#read(), 150);
  readonly #end: () => void;
  #before: readonly Present[] = [];
  #gone: readonly (Gone & { readonly body: string; readonly writer: string })[] = [];

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    this.#read();
    this.#end = workspace.observe(this.#soon.soon);
  }

  close(): void {
    this.#end();
    this.#soon.close();
  }

  /** One person, however many pages they have open. */
  #read(): void {
    const people = this.#workspace.people();
    const once = people.filter(
      ({ author }, i) => people.findIndex((one) => one.author.writer === author.writer) === i,
    );
    const at = this.#workspace.host.now();
    this.now = at;
    const left = this.#before.filter(
      ({ author }) => !once.some((one) => one.author.writer === author.writer),
    );
    const still = (writer: string) => once.some(({ author }) => author.writer === writer);
    this.#gone = [
      ...this.#gone.filter(({ writer }) => !still(writer)),
      ...left.map(({ author: { body, writer, person } }) => ({ body, writer, person, at })),
    ];
    this.#before = once;
    this.bodies = this.#workspace.bodies.map((body) => ({
      body,
      people: once.filter(({ author }) => author.body === body.id),
      gone: this.#gone.filter((one) => one.body === body.id),
    }));
  }
}
