import type { Steps } from '../exchange/table/import.ts';

/** Milliseconds of work between two looks of the browser at what else waits: well within a frame. */
const SLICE = 8;

/**
 * Does work step by step without holding up the page; `told` hears how far it has come. Rejects with the signal's reason once
 * it is aborted, and with whatever a step throws.
 */
export async function inSlices<T>(
  steps: Steps<T>,
  signal: AbortSignal | null,
  told: (done: number) => void = () => undefined,
): Promise<T> {
  let begun = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - begun < SLICE) continue;
    told(step.value);
    await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
    begun = performance.now();
  }
}
