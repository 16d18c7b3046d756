/** Operations and what their writers had seen of each other: the causal order itself, to judge replicas by. */
export class Causes<Op> {
  /** Op → all it comes after, itself excluded. */
  readonly past = new Map<Op, ReadonlySet<Op>>();
  readonly #seen: Set<Op>[];

  constructor(devices: number) {
    this.#seen = Array.from({ length: devices }, () => new Set<Op>());
  }

  act(device: number, op: Op): void {
    const seen = this.seen(device);
    this.past.set(op, new Set(seen));
    seen.add(op);
  }

  hand(from: number, to: number): void {
    for (const op of this.seen(from)) this.seen(to).add(op);
  }

  seen(device: number): Set<Op> {
    const seen = this.#seen[device];
    if (seen === undefined) throw new Error('no such device');
    return seen;
  }

  after(later: Op, earlier: Op): boolean {
    return this.past.get(later)?.has(earlier) === true;
  }

  /** Those of the operations a device has seen that fit and come before no other that fits. */
  maximal<Fit extends Op>(device: number, fits: (op: Op) => op is Fit): Fit[] {
    const all = [...this.seen(device)].filter(fits);
    return all.filter((op) => !all.some((other) => this.after(other, op)));
  }
}
