import type { Bytes } from '../crypto/bytes.ts';
import type { StorageProblem } from './vault.ts';

/** This device cannot keep what it was given. Audience: its user. */
export class ChunkStoreFailed extends Error {
  override readonly name = 'ChunkStoreFailed';
  readonly problem: StorageProblem;
  constructor(problem: StorageProblem) {
    super(problem);
    this.problem = problem;
  }
}

/**
 * The doorway to the sealed chunks of files on this device, by content id. What it gives back lies under its id, or it gives
 * nothing; no relay and no other device can take anything out of it. Every act may throw {@link ChunkStoreFailed}.
 */
export interface ChunkStore {
  /** Whether what is put here outlives the page. */
  readonly lasting: boolean;
  /** Which of these are here. */
  has(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Of all that are here. */
  ids(): Promise<readonly string[]>;
  /** Null where there is none, or the device gives back something else than was put there. */
  get(id: string): Promise<Bytes | null>;
  /** Resolves once it is on disk. */
  put(id: string, chunk: Bytes): Promise<void>;
  /** Frees their place. Asked for by the user or by a sweep of what nothing names, never by what arrives. */
  drop(ids: readonly string[]): Promise<void>;
  /** When a relay last confirmed to hold all of a file (Unix ms), as noted here; null: never. */
  confirmed(file: string): Promise<number | null>;
  /** Null: it said that it does not. */
  confirm(file: string, at: number | null): Promise<void>;
  close(): Promise<void>;
}
