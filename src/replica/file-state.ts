import { ChunkStoreFailed } from './chunk-store.ts';
import { RoomLost } from './file-room.ts';
import { TransferFailed, type Way } from './file-transfer.ts';
import type { StorageProblem } from './vault.ts';

/** Why a file has come to a stop that no waiting mends. */
export type MoveProblem =
  TransferFailed['problem'] | 'room full' | 'address full' | 'refused' | `storage ${StorageProblem}`;

/** What is under way with a file. `done`: chunks at the other end. */
export type Move =
  | { readonly state: 'still' }
  /** For its turn, or for a relay that is away. */
  | { readonly state: 'waiting'; readonly way: Way; readonly for: 'turn' | 'relay'; readonly done: number }
  | { readonly state: 'moving'; readonly way: Way; readonly done: number }
  | { readonly state: 'stopped'; readonly way: Way }
  | { readonly state: 'failed'; readonly way: Way; readonly problem: MoveProblem };

/** Where a file is. */
export interface FileState {
  /** Chunks in all. */
  readonly of: number;
  readonly device:
    | { readonly state: 'unknown' }
    | { readonly state: 'none' }
    | { readonly state: 'part'; readonly have: number }
    | { readonly state: 'whole' };
  readonly relay:
    /** Not asked since the page opened, or not reached; `confirmed`: when it last said it has all of it (Unix ms). */
    | { readonly state: 'unknown'; readonly confirmed: number | null }
    | { readonly state: 'none' }
    | { readonly state: 'part'; readonly have: number }
    | { readonly state: 'whole'; readonly at: number };
  readonly move: Move;
}

/** Why a transfer ended; `away`: worth waiting for. Throws on what is no failure of one. */
export function problemOf(error: unknown): MoveProblem | 'away' {
  if (error instanceof TransferFailed) return error.problem;
  if (error instanceof ChunkStoreFailed) return `storage ${error.problem}`;
  if (!(error instanceof RoomLost)) throw error;
  return error.problem === 'full' ? 'room full' : error.problem;
}
