import { canonicalText, type Json } from '../crypto/canonical.ts';
import type { Field, Said } from '../replica/field.ts';

const valuesOf = <T>(field: Field<T>): readonly Said<unknown>[] =>
  field.state === 'empty' ? [] : field.state === 'conflict' ? field.values : [field];

/** What a field says, as comparable text. */
const fingerprint = <T>(field: Field<T>): string =>
  JSON.stringify(valuesOf(field).map(({ value }) => canonicalText(value as Json)));

/**
 * Writing over one field. What others put there meanwhile is told before it would be replaced: committing over a value
 * its writer never saw would be a silent choice.
 */
export class CellEdit<T> {
  #seen: string;
  #field: Field<T>;
  /** Values by others that came since the editing began or since they were last answered; empty when none. */
  meanwhile = $state.raw<readonly Said<T>[] | null>(null);

  constructor(field: Field<T>) {
    this.#field = field;
    this.#seen = fingerprint(field);
  }

  /** To be told of every newer state of the field. */
  follow(field: Field<T>): void {
    if (field === this.#field) return;
    this.#field = field;
    this.meanwhile =
      fingerprint(field) === this.#seen
        ? null
        : field.state === 'one'
          ? [field]
          : field.state === 'conflict'
            ? field.values
            : [];
  }

  /** The writer has read what came meanwhile and goes on. */
  answered(): void {
    this.#seen = fingerprint(this.#field);
    this.meanwhile = null;
  }

  /** Whether a value is just what the field says: nothing need be written then. */
  same(value: T | null): boolean {
    if (value === null) return this.#field.state === 'empty';
    return (
      this.#field.state === 'one' && canonicalText(this.#field.value as Json) === canonicalText(value as Json)
    );
  }
}
