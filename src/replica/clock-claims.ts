import type { Author } from './door.ts';

/** What the newest entry of another device claims of its clock. Unix ms. */
export interface ClockClaim {
  readonly by: Author;
  /** The time it claims. */
  readonly at: number;
  /**
   * What this device's clock said when this page wrote the newest of its entries that the other had seen by then: by one clock
   * alone its time could not be earlier. Null where it had seen none.
   */
  readonly after: number | null;
}
