const LOOK_AGAIN = 5;
/** The machine's own, also where a test holds the clock of what it looks at. */
const { setTimeout } = globalThis;
const now = performance.now.bind(performance);

/**
 * Waits for a condition, which is asked every few milliseconds. Rejects with what was waited for when it is not met in time.
 * @param what completes "waited in vain for …"; asked for at the end when it says how things stand then
 * @param ms deadline
 */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string | (() => string),
  ms = 10_000,
): Promise<void> {
  const deadline = now() + ms;
  while (!(await condition())) {
    if (now() > deadline) throw new Error(`waited in vain for ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
  }
}
