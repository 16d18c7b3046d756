import type { Field } from '../replica/field.ts';

/** A number that counts: "1.4", "2", "A-3"; short enough that the next one is a number, too. */
const COUNTED = /^(.{0,9}?)(\d{1,9})$/su;

/** The number behind one: `1.9` → `1.10`; one without a figure begins to count. */
export const numberAfter = (number: string): string => {
  const [, prefix = number, count = '0'] = COUNTED.exec(number) ?? [];
  return `${prefix}${Number(count) + 1}`;
};

const valuesOf = (field: Field<string>): string[] =>
  field.state === 'one'
    ? [field.value]
    : field.state === 'conflict'
      ? field.values.map(({ value }) => value)
      : [];

/**
 * Counts on from the last of a plan's numbers. Those of deleted items belong among them, and stand first: minutes may speak of
 * them, so they are not given again.
 */
export function nextNumber(fields: readonly Field<string>[]): string {
  const numbers = fields.flatMap((number) =>
    valuesOf(number).flatMap((value) => {
      const [, prefix, count] = COUNTED.exec(value) ?? [];
      return prefix === undefined ? [] : [{ prefix, count: Number(count) }];
    }),
  );
  const prefix = numbers.at(-1)?.prefix ?? '';
  const last = Math.max(0, ...numbers.filter((own) => own.prefix === prefix).map(({ count }) => count));
  return `${prefix}${last + 1}`;
}
