import type { BoardDriver, BoardWatch } from '../charter/board.ts';
import type { ShelfCard } from '../charter/shelf.ts';
import type { FoundingState, JoiningState } from '../charter/states.ts';
import type { Bytes } from '../crypto/bytes.ts';
import type { TableFormat } from '../exchange/table/read-tables.ts';
import type { FileTables } from '../exchange/table/table.ts';
import type { RelayClock } from '../registers/clock-disagreement.ts';
import type { ChosenDocument } from '../registers/read-file.ts';
import type { Workspace } from '../registers/workspace-types.ts';
import type { LanguageChoice } from './language.svelte.ts';
import type { ThemeChoice } from './theme.svelte.ts';

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Founding as a page sees it; src/charter/founding.ts is one. */
export interface FoundingAct {
  readonly state: FoundingState;
  observe(listener: () => void): () => void;
  /** The words agree. */
  confirm(): void;
  close(): void;
}

/** Joining as a page sees it; src/charter/joining.ts is one. */
export interface JoiningAct {
  readonly state: JoiningState;
  ask(as: { person: string; seat: string }): Promise<void>;
  observe(listener: () => void): () => void;
  close(): void;
}

/** What lies behind an invitation. */
export type Invited =
  | { readonly kind: 'member'; readonly joining: JoiningAct }
  | {
      readonly kind: 'party';
      readonly workspace: string;
      /** The Party that invites, where the letter's reader tells. */
      readonly from?: Named;
      /** Those that have yet to answer. */
      readonly parties: readonly Named[];
      /** What this device has under way for the same letter: it is gone on with, and nothing is asked again. */
      readonly under: FoundingAct | null;
      answer(as: { party: string; person: string; seat: string }): Promise<FoundingAct>;
    };

/** Whom a sample is opened as. */
export type SampleSeat = 'KH' | 'TH' | 'IOM' | 'facilitator';
/** The moment at which a sample begins: when the talks opened (the rehearsal), or when all was adopted. */
export type SampleStage = 'opening' | 'adopted';

export interface FoundingWish {
  readonly name: string;
  /** Mine first. */
  readonly parties: Named[];
  readonly partners: Named[];
  readonly person: string;
  readonly seat: string;
}

/** A file as it was chosen, or why it could not be read. */
export interface ChosenFile {
  readonly name: string;
  readonly bytes: Bytes | 'too large' | 'unreadable';
}

/** All that the face needs of the device; src/main.ts composes it, tests bring their own. */
export interface App {
  readonly shelf: { list(): Promise<readonly ShelfCard[]> };
  /** Throws an error with `problem`: `unknown` or `keys missing`. */
  open(key: string): Promise<Workspace>;
  /** Seed null: the device's own sample. */
  sample(seed: string | null, seat: SampleSeat, stage: SampleStage): Promise<Workspace>;
  /** `#/sample/<seed>/<seat>`, or `#/rehearsal/…` as the talks opened. */
  sampleLink(seat: SampleSeat, stage: SampleStage): Promise<string>;
  found(wish: FoundingWish): Promise<FoundingAct>;
  /** Takes a payload, a whole link, or the content of an invitation file. Throws an error with an `InvitationProblem` as `problem`. */
  join(payload: string): Promise<Invited>;
  readonly files: {
    save(name: string, content: string | Bytes): void;
    open(): Promise<string | null>;
    /** Any file up to so many bytes, of the kinds in `accept`; null: none was chosen. */
    read(accept: string, most: number): Promise<ChosenFile | null>;
    /** The tables of a file, read beside the page; the bytes are gone then. Rejects with `TableRefused`, or when it is aborted. */
    tables(format: TableFormat, bytes: Bytes, signal: AbortSignal): Promise<FileTables>;
    /** Any files, not read yet; empty: none was chosen. */
    choose(): Promise<readonly ChosenDocument[]>;
    /** Whether this browser shows a PDF inside a page. */
    readonly showsPdf: boolean;
    /** Whether an address holds an image that this browser can draw. */
    drawsImage(url: string): Promise<boolean>;
    /** An address of bytes for this page alone, good until `end`. `type`: what they are shown as, whatever they say themselves. */
    address(bytes: Bytes, type: string): { readonly url: string; end(): void };
  };
  readonly boards: {
    /** Base URL of the relay a new board is shown through. */
    readonly relay: string;
    newSecret(): string;
    /** Takes a payload or a whole link. Throws `BoardLinkRefused`. */
    watch(link: string): Promise<BoardWatch>;
    drive(board: { readonly secret: string; readonly relay: string }): Promise<BoardDriver>;
    /** `#/board/…`, appended to the origin. */
    linkOf(board: {
      readonly secret: string;
      readonly relay: string;
      readonly name: string;
    }): Promise<string>;
  };
  /** Small things of this device alone, by name; null where nothing is kept. */
  readonly notes: { read(name: string): string | null; keep(name: string, text: string): void };
  /** The same for this window alone: it outlives a reload, and ends with the window. */
  readonly tab: App['notes'];
  /** Keeps the screen lit until the returned end is called; where the device does not let it, nothing happens. */
  stayAwake(): () => void;
  copy(text: string): Promise<void>;
  readonly origin: string;
  online(): boolean;
  onNetwork(listener: () => void): () => void;
  clock(): number;
  /** The relay's clock beside this device's; null where it cannot be asked. */
  relayClock(): Promise<RelayClock | null>;
  /** The language of the interface. */
  readonly languages: LanguageChoice;
  /** Light, dark or high contrast. */
  readonly themes: ThemeChoice;
  /** A newer version of the app: it waits to be switched to, or another window of this device has switched. */
  readonly update: {
    readonly state: 'none' | 'waiting' | 'switched';
    observe(listener: () => void): () => void;
    switch(): void;
    /** For a page that nobody stands at: fetches a newer version now and changes over to it; where there is none nothing happens. */
    renew(): Promise<void>;
  };
  /** The browser's offer to install Span. */
  readonly install: {
    readonly offered: boolean;
    observe(listener: () => void): () => void;
    accept(): Promise<void>;
  };
}
