import type { ClockClaim } from '../replica/clock-claims.ts';

/** The relay's clock beside this device's, at one moment; Unix ms. The relay tells it to the second. */
export interface RelayClock {
  readonly own: number;
  readonly relay: number;
}

/** Two clocks that say different things. Neither is known to be right: times are claims. */
export interface ClockDisagreement {
  /** The relay, or the body whose device wrote. */
  readonly with: { readonly kind: 'relay' } | { readonly kind: 'body'; readonly body: string };
  /** What the other says, or would say at this moment; Unix ms. */
  readonly theirs: number;
}

/** A clock set by hand is minutes off; what is more is a wrong day, year or time zone. */
export const TOLERATED_MS = 10 * 60_000;

/**
 * The strongest disagreement between this device's clock and what the relay and the other members' newest entries say; null
 * where all agree but for a few minutes. A member who has only been silent for a year disagrees with nobody. `now`: Unix ms.
 */
export function clockDisagreement(
  now: number,
  relay: RelayClock | null,
  claims: readonly ClockClaim[],
): ClockDisagreement | null {
  const offs = [
    ...(relay === null ? [] : [{ with: { kind: 'relay' } as const, off: relay.relay - relay.own }]),
    ...claims.map(({ by, at, after }) => ({
      with: { kind: 'body', body: by.body } as const,
      // Nobody writes after now, nor before what they had read.
      off: at > now ? at - now : after !== null && at < after ? at - after : 0,
    })),
  ];
  const [worst] = offs
    .filter(({ off }) => Math.abs(off) > TOLERATED_MS)
    .sort((a, b) => Math.abs(b.off) - Math.abs(a.off));
  return worst === undefined ? null : { with: worst.with, theirs: now + worst.off };
}
