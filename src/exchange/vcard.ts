import { utf8 } from '../crypto/bytes.ts';
import { calendarLines, calendarText } from './ics-lines.ts';

/*
 * vCard 4.0 (RFC 6350, parameters as RFC 6868) as far as names and ways to reach somebody go. Written here, since what comes in
 * is a stranger's file: a reader is wanted that is bounded before it allocates and refuses by name what it does not take.
 */

/** Bounds of a file of cards. A photograph in a card is longer than a line may be: it is asked to come without. */
export const VCARD_LIMITS = {
  bytes: 4 * 1024 * 1024,
  cards: 10_000,
  /** Of one card. */
  properties: 200,
  /** Letters of one property, unfolded. */
  line: 64 * 1024,
  /** Letters of a value that is taken. */
  value: 8_000,
  /** Of one property. */
  parameters: 16,
} as const;

/** Why a file of cards is not read. Audience: who chose it. */
export type VcardProblem =
  | 'too large'
  | 'not UTF-8'
  | 'no card'
  /** Another version than 4.0, or none said first. */
  | 'version'
  /** A card within a card, as older versions had it. */
  | 'nested'
  | 'not closed'
  | 'too many cards'
  | 'too many properties'
  | 'line too long'
  /** A line that is no property. */
  | 'bad line';

export class VcardRefused extends Error {
  override readonly name = 'VcardRefused';
  readonly problem: VcardProblem;
  /** Line of the file, from 1; null: the file as a whole. */
  readonly line: number | null;
  constructor(problem: VcardProblem, line: number | null = null) {
    super(line === null ? problem : `${problem}, line ${line}`);
    this.problem = problem;
    this.line = line;
  }
}

/** One property. Names of parameters in upper case; their values as said, a list for `TYPE=a,b`. */
export interface VcardProperty {
  /** In upper case, without its group. */
  readonly name: string;
  readonly parameters: ReadonlyMap<string, readonly string[]>;
  /** As in the file, still escaped: what it separates hangs on the property. */
  readonly raw: string;
}

export interface Vcard {
  /** Line of the file it begins on, from 1. */
  readonly line: number;
  readonly properties: readonly VcardProperty[];
}

/** What is written of one property: parameters in order, and the value already in its own form. */
export interface VcardLine {
  readonly name: string;
  readonly parameters?: Readonly<Record<string, string | readonly string[]>>;
  readonly value: string;
}

/** A value of type TEXT: backslash, comma and semicolon escaped, line breaks as `\n` (RFC 6350, 3.4). */
export const vcardText = calendarText;

/** A parameter's value; quoted where it must be, and a line break or quote as RFC 6868 has them. */
function parameterText(value: string): string {
  const plain = value
    .toWellFormed()
    .replaceAll('^', '^^')
    .replace(/\r\n?|\n/g, '^n')
    .replaceAll('"', "^'")
    // eslint-disable-next-line no-control-regex -- they are what is taken out
    .replace(/[\u0000-\u001F\u007F]/g, '');
  return /[,;:\s]/.test(plain) ? `"${plain}"` : plain;
}

/** Cards as a file: UTF-8, folded at 75 octets, ended by CRLF. */
export function writeVcards(cards: readonly (readonly VcardLine[])[]): Uint8Array {
  const lines = cards.flatMap((card) => [
    'BEGIN:VCARD',
    'VERSION:4.0',
    ...card.map(({ name, parameters = {}, value }) => {
      const said = Object.entries(parameters).map(
        ([key, one]) => `;${key}=${(typeof one === 'string' ? [one] : one).map(parameterText).join(',')}`,
      );
      return `${name}${said.join('')}:${value}`;
    }),
    'END:VCARD',
  ]);
  return utf8(calendarLines(lines));
}

/**
 * Reads cards, strictly: UTF-8 only, version 4.0 only, nothing between cards. What a card holds beyond the limits refuses the
 * file; a property nobody asks for is read and left. Throws {@link VcardRefused}; bounded by {@link VCARD_LIMITS} in time and memory.
 */
export function readVcards(bytes: Uint8Array): readonly Vcard[] {
  if (bytes.length > VCARD_LIMITS.bytes) throw new VcardRefused('too large');
  const cards: Vcard[] = [];
  let begun: { readonly line: number; readonly properties: VcardProperty[] } | null = null;
  let versioned = false;
  for (const { line, text } of unfolded(decode(bytes))) {
    const mark = text.trim().toUpperCase();
    if (begun === null) {
      if (mark !== 'BEGIN:VCARD') throw new VcardRefused('no card', line);
      if (cards.length >= VCARD_LIMITS.cards) throw new VcardRefused('too many cards', line);
      begun = { line, properties: [] };
      versioned = false;
    } else if (!versioned) {
      // It must stand first, so that nobody reads a card by the rules of another version.
      if (mark !== 'VERSION:4.0') throw new VcardRefused('version', line);
      versioned = true;
    } else if (mark === 'END:VCARD') {
      cards.push(begun);
      begun = null;
    } else {
      if (/^(BEGIN|END):/.test(mark)) throw new VcardRefused('nested', line);
      if (begun.properties.length >= VCARD_LIMITS.properties)
        throw new VcardRefused('too many properties', line);
      begun.properties.push(propertyOf(text, line));
    }
  }
  if (begun !== null) throw new VcardRefused('not closed', begun.line);
  if (cards.length === 0) throw new VcardRefused('no card');
  return cards;
}

function decode(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // UTF-16 of plain letters is valid UTF-8 with a NUL beside each.
    if (!text.includes('\0')) return text;
  } catch {
    // Windows code pages and UTF-16 with its mark come here.
  }
  throw new VcardRefused('not UTF-8');
}

/** Logical lines: one that begins with a space or a tab goes on the line before it (RFC 6350, 3.2). Empty lines are left out. */
function* unfolded(text: string): IterableIterator<{ readonly line: number; readonly text: string }> {
  let parts: string[] = [];
  let letters = 0;
  let begun = 1;
  let line = 0;
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at);
    const stop = end < 0 ? text.length : end;
    line++;
    const goesOn = parts.length > 0 && (text[at] === ' ' || text[at] === '\t');
    const from = goesOn ? at + 1 : at;
    const to = text[stop - 1] === '\r' && stop > from ? stop - 1 : stop;
    if (!goesOn) {
      if (letters > 0) yield { line: begun, text: parts.join('') };
      parts = [];
      letters = 0;
      begun = line;
    }
    letters += to - from;
    if (letters > VCARD_LIMITS.line) throw new VcardRefused('line too long', begun);
    parts.push(text.slice(from, to));
    at = stop + 1;
  }
  if (letters > 0) yield { line: begun, text: parts.join('') };
}

const NAME = /(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)/y;
const PARAMETER = /;([A-Za-z0-9-]+)=/y;
const PARAMETER_VALUE = /"([^"]*)"|([^",;:]*)/y;

const meant = (value: string): string =>
  value.replace(/\^([n'^])/g, (_, mark: string) => (mark === 'n' ? '\n' : mark === "'" ? '"' : '^'));

function propertyOf(text: string, line: number): VcardProperty {
  const bad = (): never => {
    throw new VcardRefused('bad line', line);
  };
  NAME.lastIndex = 0;
  const name = NAME.exec(text)?.[1] ?? bad();
  let at = NAME.lastIndex;
  const parameters = new Map<string, readonly string[]>();
  while (text[at] === ';') {
    PARAMETER.lastIndex = at;
    const key = (PARAMETER.exec(text)?.[1] ?? bad()).toUpperCase();
    at = PARAMETER.lastIndex;
    const values: string[] = [];
    for (let more = true; more;) {
      PARAMETER_VALUE.lastIndex = at;
      const [, quoted, plain = ''] = PARAMETER_VALUE.exec(text) ?? [];
      at = PARAMETER_VALUE.lastIndex;
      values.push(meant(quoted ?? plain));
      more = text[at] === ',';
      if (more) at++;
      if (values.length > VCARD_LIMITS.parameters) bad();
    }
    parameters.set(key, [...(parameters.get(key) ?? []), ...values]);
    if (parameters.size > VCARD_LIMITS.parameters) bad();
  }
  if (text[at] !== ':') bad();
  return { name: name.toUpperCase(), parameters, raw: text.slice(at + 1) };
}

/** A TEXT value as it was meant; null where it is longer than anything that is taken. */
export const textOf = (raw: string): string | null =>
  raw.length > VCARD_LIMITS.value
    ? null
    : raw.replace(/\\(.)/gs, (_, mark: string) => (mark === 'n' || mark === 'N' ? '\n' : mark));

/** The parts of a structured value, at semicolons that are not escaped. */
export function partsOf(raw: string): readonly string[] {
  if (raw.length > VCARD_LIMITS.value) return [];
  return [...raw.matchAll(/((?:\\.|[^\\;])*)(?:;|$)/gs)].map(([, part = '']) => textOf(part) ?? '');
}
