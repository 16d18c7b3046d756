import { readNumber, written, type Counts, type ShownNumber } from './numbers.ts';
import type { Page, Place, Snapshot } from './snapshot.ts';
import { placesOf, type WarningOf } from './warning.ts';

interface Shown {
  readonly id: string;
  readonly page: Page;
  readonly label: string;
  readonly parent: string | null;
}
interface Counted {
  /** A bare number counts on what was counted before it. */
  readonly number: ShownNumber;
  readonly label: string;
  readonly place: Place;
}
type Finding = WarningOf<'numbering'>;

/**
 * Gaps, repeats and leaps in numbers as they are shown, among the provisions of one parent and among the items of a plan:
 * 3.1, 2.2, 2.3 of the minutes; 4.1 then 4.3; no Article 5; "1. 12.". What has no number is fine. Renumbering does not
 * touch ids, so a warning is about what readers see, never about identity.
 */
export function numberingFaults({ provisions, items }: Snapshot): Finding[] {
  const labels = new Map(provisions.map(({ id, number }) => [id, number]));
  const lists = Map.groupBy(
    provisions.map(({ id, page, number, parent }): Shown => ({ id, page, label: number, parent })),
    ({ page, parent }) => JSON.stringify([page, parent]),
  );
  const ofProvisions = [...lists.values()].flatMap((list) =>
    faultsOf(list, labels.get(list[0]?.parent ?? '') ?? null),
  );
  const plans = [...Map.groupBy(items, ({ plan }) => plan).values()].map((plan) =>
    plan.map(({ id, number }): Shown => ({ id, page: 'plan', label: number, parent: null })),
  );
  return [...ofProvisions, ...plans.flatMap((plan) => faultsOf(plan, null))];
}

function faultsOf(list: readonly Shown[], parentLabel: string | null): Finding[] {
  const faults: Finding[] = [];
  const counted: Counted[] = [];
  let counts: Counts | null = null;
  for (const { id, page, label } of list) {
    const number = readNumber(label);
    const place: Place = { page, id, label, language: null, part: 'number' };
    if (number === 'two numbers') faults.push(fault([place], { kind: 'two numbers', number: label.trim() }));
    else if (number !== null) {
      counts = number.counts ?? counts;
      counted.push({ number: { ...number, counts }, label: label.trim(), place });
    }
  }
  const parent = parentLabel === null ? null : readNumber(parentLabel);
  const { own, strays } = parted(counted, parent === 'two numbers' ? null : parent);
  for (const { run, among } of strays) {
    const found = { kind: 'stray', numbers: run.map(({ label }) => label), among } as const;
    faults.push(fault(placesIn(run), found));
  }
  return [...[...own.values()].flatMap(seriesFaults), ...faults];
}

const fault = (at: readonly Place[], found: Finding['found']): Finding => {
  const places = placesOf(at);
  if (places === null) throw new Error('a fault without a place');
  return { check: 'numbering', severity: 'warning', at: places, found };
};
const placesIn = (counted: readonly Counted[]): Place[] => counted.map(({ place }) => place);
const prefixOf = ({ style, counts, parts }: ShownNumber): string =>
  `${counts ?? ''} ${style} ${parts.slice(0, -1).join('.')}`;

interface Parted {
  /** Numbers that differ in the last part only, in the order they stand. */
  readonly own: ReadonlyMap<string, readonly Counted[]>;
  /** Runs of numbers of another place: `among` is the number before them, or that of the parent. */
  readonly strays: readonly { readonly run: Counted[]; readonly among: string }[];
}

/**
 * Tells the series of a list apart. Under a numbered parent only its own number may lead ("4.11" or a plain "11" under
 * Article 4). In a flat list the numbers that lead may only rise: 3.1 and then 2.2 is a leap back.
 */
function parted(list: readonly Counted[], parent: ShownNumber | null): Parted {
  const own = new Map<string, Counted[]>();
  const strays: { run: Counted[]; among: string }[] = [];
  // The last number of each kind: an Annex 1.1 behind Article 12 leads nowhere back.
  const leads = new Map<Counts | null, Counted>();
  let straying = false;
  for (const one of list) {
    const { number } = one;
    const leading = number.parts.slice(0, -1);
    const lead = leads.get(number.counts);
    const fits =
      number.style === 'letters' ||
      (parent !== null && parent.style === 'digits'
        ? leading.length === 0 || startsWith(leading, parent.parts)
        : lead === undefined || !less(number.parts, leading, lead.number));
    if (fits) {
      // Letters begin anew below each number.
      const key = prefixOf(number) + (number.style === 'letters' ? (lead?.place.id ?? '') : '');
      const series = own.get(key);
      if (series === undefined) own.set(key, [one]);
      else series.push(one);
      if (number.style === 'digits') leads.set(number.counts, one);
      straying = false;
    } else {
      const among: string = parent?.parts.join('.') ?? lead?.label ?? '';
      const last = strays.at(-1);
      if (straying && last !== undefined) last.run.push(one);
      else strays.push({ run: [one], among });
      straying = true;
    }
  }
  return { own, strays };
}

const startsWith = (parts: readonly number[], first: readonly number[]): boolean =>
  first.every((part, i) => parts[i] === part);

/** Whether a number of a flat list leads back to an earlier chapter; within one chapter the series itself is judged. */
function less(parts: readonly number[], leading: readonly number[], before: ShownNumber): boolean {
  const earlier = before.parts.slice(0, -1);
  if (leading.join('.') === earlier.join('.')) return false;
  for (let i = 0; i < Math.min(parts.length, before.parts.length); i++) {
    const [own, other] = [parts[i] ?? 0, before.parts[i] ?? 0];
    if (own !== other) return own < other;
  }
  return false;
}

/** Numbers in one series listed at most; a list that leaps about is told of once, not a hundred times. */
const MOST = 20;

function seriesFaults(series: readonly Counted[]): Finding[] {
  const faults: Finding[] = [];
  const byNumber = Map.groupBy(series, ({ number }) => number.parts.at(-1) ?? 0);
  for (const [, same] of byNumber) {
    const [first] = same;
    if (first === undefined || same.length === 1) continue;
    // The second is the one to renumber, as a rule.
    const at = placesIn([...same.slice(1), first]);
    faults.push(fault(at, { kind: 'repeat', number: first.label, times: same.length }));
  }

  const rising = [...byNumber.values()]
    .flatMap(([first]) => first ?? [])
    .sort((a, b) => (a.number.parts.at(-1) ?? 0) - (b.number.parts.at(-1) ?? 0));
  let reached = 0;
  for (const one of rising) {
    const value = one.number.parts.at(-1) ?? 0;
    // Some lists begin with a 0; none has to.
    if (value > reached + 1) {
      const missing = [written(one.number, reached + 1), written(one.number, value - 1)] as const;
      faults.push(fault([one.place], { kind: 'gap', missing, before: one.label }));
    }
    reached = Math.max(reached, one.number.through);
  }

  let highest: Counted | null = null;
  for (const one of [...byNumber.values()].flatMap(([first]) => first ?? [])) {
    if (highest !== null && (one.number.parts.at(-1) ?? 0) < (highest.number.parts.at(-1) ?? 0)) {
      faults.push(fault([one.place], { kind: 'order', number: one.label, after: highest.label }));
    } else highest = one;
  }
  return faults.slice(0, MOST);
}
