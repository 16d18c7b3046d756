import { parentPort } from 'node:worker_threads';
import { lacking, mergeRoom, type Merged } from './merge.ts';

export type Job =
  | {
      readonly kind: 'merge';
      readonly snapshot: Uint8Array | null;
      readonly batch: Uint8Array;
      readonly skip: readonly number[];
      /** One Int32: the update being read, so that the one that hangs can be named. */
      readonly progress: SharedArrayBuffer;
    }
  | { readonly kind: 'lacking'; readonly update: Uint8Array; readonly vector: Uint8Array };

export type Answer =
  | { readonly kind: 'merged'; readonly merged: Merged }
  | { readonly kind: 'lacking'; readonly update: Uint8Array }
  | { readonly kind: 'failed' };

function answer(job: Job): Answer {
  try {
    if (job.kind === 'lacking') return { kind: 'lacking', update: lacking(job.update, job.vector) };
    const at = new Int32Array(job.progress);
    const merged = mergeRoom(job.snapshot, job.batch, new Set(job.skip), (update) =>
      Atomics.store(at, 0, update),
    );
    Atomics.store(at, 0, -1);
    return { kind: 'merged', merged };
  } catch {
    return { kind: 'failed' };
  }
}

parentPort?.on('message', (job: Job) => parentPort?.postMessage(answer(job)));
