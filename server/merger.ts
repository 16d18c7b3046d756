import { Worker } from 'node:worker_threads';
import type { Merged } from './merge.ts';
import type { Answer, Job } from './merge-worker.ts';

/** The worker could not do it: the room stays as it was. */
export class MergeFailed extends Error {
  override name = 'MergeFailed';
}

/** One update may take so long; more, and it is a trap (a small one can cost Yjs the square of its size). */
const UPDATE_MS = 5_000;
/** Without news of an update: reading a snapshot, encoding, finding what somebody lacks. */
const JOB_MS = 30_000;
/** The worker costs some 20 MB, so it goes when there is nothing to do. */
const IDLE_MS = 2_000;
const HEAP_MB = 768;
/** Traps taken out of one room at a time. */
const TRAPS = 8;

interface Waiting {
  readonly job: Job;
  readonly done: (answer: Answer | 'died') => void;
}

/**
 * Everything that decodes Yjs happens behind this, in a worker: strangers' bytes may be slow, may not end, may fill
 * the memory, and neither the event loop nor the process shall feel it.
 */
export class Merger {
  #worker: Worker | null = null;
  readonly #queue: Waiting[] = [];
  #current: Waiting | null = null;
  #idle: NodeJS.Timeout | null = null;
  #closed = false;

  /** One snapshot out of a snapshot and what came after it. Rejects with `MergeFailed`. */
  async merge(snapshot: Uint8Array | null, batch: Uint8Array): Promise<Merged> {
    const skip: number[] = [];
    while (skip.length < TRAPS) {
      const progress = new SharedArrayBuffer(4);
      const at = new Int32Array(progress).fill(-1);
      const answer = await this.#do({ kind: 'merge', snapshot, batch, skip, progress }, at);
      if (answer !== 'died') {
        if (answer.kind === 'merged') return answer.merged;
        break;
      }
      const trap = Atomics.load(at, 0);
      if (trap < 0) break;
      skip.push(trap);
    }
    throw new MergeFailed();
  }

  /** What somebody with that state vector lacks. Rejects with `MergeFailed`, also for a malformed vector. */
  async lacking(update: Uint8Array, vector: Uint8Array): Promise<Uint8Array> {
    const answer = await this.#do({ kind: 'lacking', update, vector }, null);
    if (answer === 'died' || answer.kind !== 'lacking') throw new MergeFailed();
    return answer.update;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { done } of this.#queue.splice(0)) done({ kind: 'failed' });
    await this.#stop();
  }

  #do(job: Job, progress: Int32Array | null): Promise<Answer | 'died'> {
    if (this.#closed) return Promise.resolve({ kind: 'failed' });
    return new Promise((resolve) => {
      let seen = -1;
      let since = Date.now();
      const watch = setInterval(() => {
        if (this.#current?.job !== job) {
          since = Date.now();
          return;
        }
        const now = progress ? Atomics.load(progress, 0) : -1;
        if (now !== seen) since = Date.now();
        seen = now;
        if (Date.now() - since > (now < 0 ? JOB_MS : UPDATE_MS)) void this.#stop();
      }, 500).unref();
      const done = (answer: Answer | 'died'): void => {
        clearInterval(watch);
        resolve(answer);
      };
      this.#queue.push({ job, done });
      this.#next();
    });
  }

  #next(): void {
    if (this.#current) return;
    const next = this.#queue.shift();
    if (!next) {
      this.#idle ??= setTimeout(() => void this.#stop(), IDLE_MS).unref();
      return;
    }
    if (this.#idle) clearTimeout(this.#idle);
    this.#idle = null;
    this.#current = next;
    this.#worker ??= this.#start();
    this.#worker.postMessage(next.job);
  }

  #start(): Worker {
    const worker = new Worker(new URL('./merge-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 8 },
    });
    worker.unref();
    worker.on('message', (answer: Answer) => this.#settle(answer));
    worker.on('error', () => undefined); // out of memory; 'exit' follows
    worker.on('exit', () => {
      if (this.#worker !== worker) return;
      this.#worker = null;
      this.#settle('died');
    });
    return worker;
  }

  #settle(answer: Answer | 'died'): void {
    const current = this.#current;
    this.#current = null;
    current?.done(answer);
    this.#next();
  }

  async #stop(): Promise<void> {
    if (this.#idle) clearTimeout(this.#idle);
    this.#idle = null;
    await this.#worker?.terminate();
  }
}
