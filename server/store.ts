/**
 * The doorway to what the relay keeps. It knows rooms by name and updates as bytes, and never looks inside. A batch is
 * a row of updates, each after its length as a varuint (lib0): what one event-loop turn brought for one room.
 *
 * Every promise is kept on disk before it resolves. What cannot be kept rejects, and then nothing of the call is kept.
 */
export interface Store {
  /** What is kept of a room, or null when nothing is. */
  read(room: string): Promise<StoredRoom | null>;
  /** Adds one batch to each of the rooms, all or none. Returns the new row's number for each, in order. */
  append(
    rows: readonly { room: string; kind: RoomKind; batch: Uint8Array; now: number }[],
  ): Promise<number[]>;
  /** Puts a snapshot in the place of the rows up to `through`. */
  replace(room: string, through: number, snapshot: Snapshot): Promise<void>;
  /** Adds values beside the rooms' documents, all or none. One that is there already stays as it is. */
  keep(values: readonly RoomValue[]): Promise<void>;
  /** A value of a room by its id, or null when there is none. */
  value(room: string, id: string): Promise<Uint8Array | null>;
  /** Remembers that the room has reached a generation. Never lowers it. */
  raise(room: string, kind: RoomKind, generation: number, now: number): Promise<void>;
  /** Forgets the meeting rooms last written to before that time (Unix ms). Returns how many there were. */
  forgetMeetings(before: number): Promise<number>;
  close(): Promise<void>;
}

export type RoomKind = 'space' | 'meet' | 'file' | 'open';

export interface RoomValue {
  readonly room: string;
  readonly kind: RoomKind;
  readonly id: string;
  readonly value: Uint8Array;
  /** Unix ms. */
  readonly now: number;
}

/** A room as one Yjs V1 update, with what is needed to answer without reading it again. */
export interface Snapshot {
  readonly update: Uint8Array;
  /** Its state vector. */
  readonly vector: Uint8Array;
  /** An update with its deletions only: all that somebody with the same vector can lack. */
  readonly deletes: Uint8Array;
}

export interface StoredRoom {
  readonly generation: number;
  readonly snapshot: Snapshot | null;
  /** Batches after the snapshot, in order. */
  readonly tail: readonly { readonly row: number; readonly batch: Uint8Array }[];
  /** Sizes of the values beside it by id, in bytes. */
  readonly values: ReadonlyMap<string, number>;
}
