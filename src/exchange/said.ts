import type { Body } from '../registers/workspace-types.ts';
import type { FieldsInThree } from '../registers/in-three.ts';
import type { Field, Said } from '../replica/field.ts';
import { m } from '../texts/messages.ts';
import { bodyName } from '../texts/people.ts';
import { shownFirst } from '../texts/readers-first.ts';
import { calendarDate } from '../texts/times.ts';
import { printable } from './printable.ts';
import type { SheetSignatures } from './sheet.ts';

/** `[TH: by the end of October]`: one of several values, with the body that set it. */
const bracketed = ({ by }: Said<unknown>, words: string): string =>
  m.out_bracket({ body: by?.body ?? '?', words });

/**
 * A field on paper: nothing, its value, or every value set apart as `[KH: …] [TH: …]`, a line each; none is ever chosen for
 * the reader. What cannot be read says so, and whose it is.
 */
export function saidLines<T>(field: Field<T>, words: (value: T) => string): readonly string[] {
  const strange = (said: Said<unknown>) => bracketed(said, m.cell_unreadable());
  switch (field.state) {
    case 'empty':
      return [];
    case 'one': {
      const text = printable(words(field.value));
      return text === '' ? [] : text.split('\n');
    }
    case 'conflict':
      return [
        ...field.values.map((said) => bracketed(said, printable(words(said.value)))),
        ...field.unreadable.map(strange),
      ];
    case 'unreadable':
      return [field, ...field.others].map(strange);
  }
}

/** The same in one line, for titles. */
export const saidLine = <T>(field: Field<T>, words: (value: T) => string): string =>
  saidLines(field, words).join(' ');

export const asIs = (value: string): string => value;

/** What is kept in three languages: in the reader's own where it is said there, and below that in the language of the record. */
export function readersLines(fields: FieldsInThree): readonly string[] {
  const shown = shownFirst(fields);
  const languages = shown === 'en' ? [shown] : [shown, 'en' as const];
  return languages.flatMap((language) => saidLines(fields[language], asIs));
}

/** The same in one line, for titles: in one language. */
export const readersLine = (fields: FieldsInThree): string => saidLine(fields[shownFirst(fields)], asIs);

/** Lines for the signatures of all Parties, in the order of the genesis. */
export const partySignatures = (bodies: readonly Body[]): SheetSignatures => ({
  placeAndDate: m.out_place_date(),
  blocks: bodies
    .filter(({ kind }) => kind === 'party')
    .map(({ id }) => ({ office: printable(m.out_for_party({ party: bodyName(bodies, id) })), name: '' })),
});

/** "As of 25 November 2022": every sheet of what is not signed says of which day it is. */
export const asOf = (day: string): string => m.rst_printed({ date: calendarDate(day) });
