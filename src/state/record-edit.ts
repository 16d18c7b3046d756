import { canonicalText, type Json } from '../crypto/canonical.ts';
import type { Field } from '../replica/field.ts';

type Fields = Readonly<Record<string, Field<unknown>>>;

const textOf = (value: unknown): string => canonicalText((value ?? null) as Json);

/** What a field says, as comparable text; who said it and when does not count. */
function print(field: Field<unknown> | undefined): string {
  if (field === undefined || field.state === 'empty') return '';
  const values = field.state === 'conflict' ? field.values : [field];
  return values.map(({ value }) => textOf(value)).join('|');
}

/**
 * Writing over several fields of a record at once. Only what the writer changed is written, so that a choice between values
 * set apart is never made in passing; and what others put there meanwhile is told before it would be replaced.
 */
export class RecordEdit<V extends object> {
  readonly #before: ReadonlyMap<string, string>;
  readonly #prints = new Map<string, string>();

  /** `before`: what the form began with; `fields`: as they stood then, by the same names. */
  constructor(before: V, fields: Fields) {
    this.#before = new Map(Object.entries(before).map(([key, value]) => [key, textOf(value)]));
    this.saw(fields);
  }

  /** The values that the writer changed. */
  changed(now: V): Partial<V> {
    return Object.fromEntries(
      Object.entries(now).filter(([key, value]) => textOf(value) !== this.#before.get(key)),
    ) as Partial<V>;
  }

  /** Fields that the writer changed and others have, too, since they were last seen. */
  meanwhile(now: V, fields: Fields): readonly Field<unknown>[] {
    return Object.keys(this.changed(now)).flatMap((key) => {
      const field = fields[key];
      return field !== undefined && print(field) !== this.#prints.get(key) ? [field] : [];
    });
  }

  saw(fields: Fields): void {
    for (const [key, field] of Object.entries(fields)) this.#prints.set(key, print(field));
  }
}
