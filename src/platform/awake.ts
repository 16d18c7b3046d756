/** Milliseconds after which a lock that was refused or taken away is asked for again. */
const ASK_AWAKE = 60_000;

/**
 * Keeps the screen lit while the page is seen: the browser lets go of the lock whenever the page is hidden, and it is asked
 * for again. Returns its end. A browser or a battery that refuses darkens the screen as ever.
 */
export function stayAwake(): () => void {
  let held: WakeLockSentinel | null = null;
  let asking = false;
  let ended = false;
  const ask = async () => {
    if (ended || asking || document.visibilityState !== 'visible' || (held !== null && !held.released))
      return;
    asking = true;
    held = (await navigator.wakeLock?.request('screen').catch(() => null)) ?? null;
    asking = false;
    if (ended) await held?.release();
  };
  const seen = () => void ask();
  document.addEventListener('visibilitychange', seen);
  // A battery that runs low takes it away while the page is seen, and nothing says when it would be given again.
  const again = setInterval(seen, ASK_AWAKE);
  seen();
  return () => {
    ended = true;
    clearInterval(again);
    document.removeEventListener('visibilitychange', seen);
    void held?.release();
  };
}
