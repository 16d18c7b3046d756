/** The root maps that may exist in a space, each with the only body that may write under it; null: whoever may write at all. */
export type Roots = ReadonlyMap<string, string | null>;

/** Roots that every writer of the space may write under. */
export const openRoots = (names: Iterable<string>): Roots => new Map([...names].map((name) => [name, null]));

/** `seats/KH`: a register's root that belongs to one body. */
export const ownedRoot = (name: string, body: string): string => `${name}/${body}`;

/** Roots of which every body has one of its own. */
export const ownedRoots = (names: Iterable<string>, bodies: readonly string[]): Roots =>
  new Map([...names].flatMap((name) => bodies.map((body) => [ownedRoot(name, body), body] as const)));
