import { toBase64Url } from '../crypto/bytes.ts';
import { canonicalBytes, canonicalText, type Json } from '../crypto/canonical.ts';
import { sha256 } from '../crypto/hash.ts';
import type { Field } from '../replica/field.ts';
import type { Appointment } from './appointments.ts';
import type { Agency } from './roster-agencies.ts';
import type { Seat } from './roster-seats.ts';

export type RosterNoun = 'agency' | 'seat' | 'appointment';
export type RosterRecord =
  | { readonly noun: 'agency'; readonly view: Agency }
  | { readonly noun: 'seat'; readonly view: Seat }
  | { readonly noun: 'appointment'; readonly view: Appointment };

/** All that a record says to the other side, by field; its place in a list is no word. */
export interface RosterWords {
  readonly fields: ReadonlyMap<string, Json>;
  /** base64url of SHA-256 over their canonical JSON. */
  readonly hash: string;
}

/** The words of each noun, in the order they are read. */
export const ROSTER_FIELDS = {
  agency: ['nameEn', 'nameKm', 'nameTh', 'short', 'level', 'parent'],
  seat: [
    'agency',
    'titleEn',
    'titleKm',
    'titleTh',
    'kind',
    'duties',
    'dutiesKm',
    'dutiesTh',
    'channels',
    'languages',
  ],
  appointment: ['seat', 'personEn', 'personKm', 'personTh', 'from', 'to', 'capacity', 'decides', 'ended'],
} as const;

/** Nothing said: what was emptied reads as what was never filled in. */
const isUnset = (value: Json): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Null where the field says nothing. Values set apart are all of them words, since they were all in sight. */
function said(field: Field<unknown>): Json {
  switch (field.state) {
    case 'empty':
      return null;
    case 'one':
      return field.value as Json;
    case 'conflict':
      return { apart: field.values.map(({ value }) => value as Json), unreadable: field.unreadable.length };
    case 'unreadable':
      return { unreadable: 1 + field.others.length };
  }
}

const kept = new WeakMap<RosterRecord['view'], RosterWords>();

/** What a record says now; kept as long as its view is. */
export function wordsOf({ noun, view }: RosterRecord): RosterWords {
  const known = kept.get(view);
  if (known !== undefined) return known;
  const byName = view as unknown as Readonly<Record<string, Field<unknown>>>;
  const fields = new Map<string, Json>();
  for (const name of ROSTER_FIELDS[noun]) {
    const field = byName[name];
    const value = field === undefined ? null : said(field);
    if (!isUnset(value)) fields.set(name, value);
  }
  if (view.standing.state === 'deleted') fields.set('deleted', true);
  const words = { fields, hash: hashOf({ noun, fields: Object.fromEntries(fields) }) };
  kept.set(view, words);
  return words;
}

export const hashOf = (value: Json): string => toBase64Url(sha256(canonicalBytes(value)));
export const spelt = (value: Json): string => canonicalText(value);
