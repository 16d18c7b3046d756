import type { RecordHost } from '../replica/door.ts';
import { firstValue, type Field } from '../replica/field.ts';
import { Listeners } from '../replica/listeners.ts';
import { byPlace, orderBetween } from '../replica/order.ts';
import { boardFields, MAX_SHOWN, type BoardFields, type Shown } from '../schema/board.ts';
import { KeptRecords } from './kept-records.ts';
import type { Kept } from './meeting-types.ts';

/** A board: where something is shown to a room, whoever of the workspace drives it. */
export interface Board extends Kept {
  readonly name: Field<string>;
  /** base64url of 32 bytes. */
  readonly secret: Field<string>;
  readonly relay: Field<string>;
  readonly state: Field<BoardFields['state']>;
  readonly shown: Field<readonly Shown[]>;
}

/** All that was shown, the newest first; what two drivers noted apart is read together. */
export function shownOn({ shown }: Board): readonly Shown[] {
  const lists = shown.state === 'conflict' ? shown.values.map(({ value }) => value) : [];
  const all = shown.state === 'one' ? shown.value : lists.flat();
  const once = new Map(all.map((one) => [`${one.at} ${one.title}`, one]));
  return [...once.values()].sort((a, b) => b.at - a.at).slice(0, MAX_SHOWN);
}

/** The boards of a workspace. Acts throw `BadValue` and `WriteRefused`. */
export class BoardRegister {
  static readonly ROOTS = ['boards'] as const;

  readonly #host: RecordHost;
  readonly #kept: KeptRecords<typeof boardFields, Board>;
  readonly #listeners = new Listeners();

  constructor(host: RecordHost) {
    this.#host = host;
    this.#kept = new KeptRecords(host, 'boards', boardFields, (view, about) =>
      Object.assign(about, {
        name: view.field('name'),
        secret: view.field('secret'),
        relay: view.field('relay'),
        state: view.field('state'),
        shown: view.field('shown'),
      }),
    );
    host.observe((records) => {
      if (!this.#kept.drop(records)) return;
      this.#listeners.tell();
    });
  }

  /** Those that are open, in the order they were opened. A board that was closed apart from being written on is closed. */
  open(): readonly Board[] {
    return this.#kept
      .all()
      .filter(
        ({ standing, state }) =>
          standing.state !== 'deleted' && state.state === 'one' && state.value === 'open',
      )
      .sort(byPlace);
  }

  /** Closed ones included; null when there is none. */
  get(id: string): Board | null {
    return this.#kept.view(id);
  }

  /** Opens a board; gives its id. `secret`: base64url of 32 random bytes. */
  add(wish: { readonly name: string; readonly secret: string; readonly relay: string }): string {
    const id = this.#host.newId();
    const all = [...this.#kept.all()].sort(byPlace);
    return this.#kept.add(id, {
      ...wish,
      state: 'open',
      shown: [],
      order: orderBetween(all, all.length - 1, id),
    });
  }

  /** Notes what is shown from now on. The same thing shown again at once is not noted twice. */
  note(id: string, title: string): void {
    const board = this.get(id);
    if (board === null) return;
    const before = shownOn(board);
    if (before[0]?.title === title) return;
    const shown = [{ title: [...title].slice(0, 200).join(''), at: this.#host.now() }, ...before];
    this.#kept.set(id, { shown: shown.slice(0, MAX_SHOWN) });
  }

  /** Nothing more is shown on it; its link shows the last picture until the driver blanked it. */
  close(id: string): void {
    this.#kept.set(id, { state: 'closed' });
  }

  observe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** base64url of the secret; null where it was lost or set apart. */
  secretOf(id: string): { readonly secret: string; readonly relay: string } | null {
    const board = this.get(id);
    const secret = board === null ? null : firstValue(board.secret);
    const relay = board === null ? null : firstValue(board.relay);
    return secret === null || relay === null ? null : { secret, relay };
  }
}
