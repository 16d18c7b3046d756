import { orderBetween, type Placed } from '../replica/order.ts';
import { MAX_PROVISION, type Change, type Proposal } from '../schema/articles.ts';

/** A clause or a paragraph as it was read; a paragraph has no number. */
export interface ReadClause {
  readonly number: string;
  readonly text: string;
}

export interface ReadArticle {
  /** As it was written: "Article 4", "Annex 1"; empty for what stands before the first heading. */
  readonly number: string;
  readonly title: string;
  readonly clauses: readonly ReadClause[];
}

/** Why a text cannot be tabled as it was read. */
export type ImportProblem =
  | { readonly kind: 'too many' }
  | { readonly kind: 'too large' }
  /** `name`: the number of the provision, or its first words. */
  | { readonly kind: 'too long'; readonly name: string };

export interface ReadText {
  readonly articles: readonly ReadArticle[];
  readonly problems: readonly ImportProblem[];
  /** Numbers that stand more than once: no reason not to table, but worth a look. */
  readonly doubles: readonly string[];
}

/** Bounds of what one proposal can carry, and of one number. */
const MAX_CHANGES = 1_000;
const MAX_NUMBER = 20;
/** UTF-8 bytes; an endorsement holds 200 KiB, of which ids, places and keys of every change take their part. */
const MAX_BYTES = 120 * 1024;
const BYTES_A_CHANGE = 140;

/** The words for an article and an annex in English, Khmer and Thai, each with its number; the rest of the line is the title. */
const HEADING =
  /^((?:article|annex|មាត្រា|ប្រការ|ឧបសម្ព័ន្ធ|ข้อ|มาตรา|ภาคผนวก)\s*\p{Nd}+)(?=$|[\s.:–—(-])[\s.:–—-]*(.*)$/iu;
/** "4.11", "4.11.2", "(1)", "1.", "a)", "(b)": a number and what follows it. */
const CLAUSE =
  /^(\p{Nd}{1,4}(?:\.\p{Nd}{1,4})+\.?|\p{Nd}{1,4}[.)]|\((?:\p{Nd}{1,4}|\p{L}|[ivx]{1,5})\)|\p{L}\))(?:\s+(.*))?$/u;

/** "4.11." is 4.11, and "12." is 12; brackets belong to the number. */
const shownNumber = (number: string): string => number.replace(/\.$/, '');

/** "(Objective)" is the title Objective. */
const titleOf = (rest: string): string => /^\(([^()]*)\)\.?$/.exec(rest)?.[1] ?? rest.replace(/\.$/, '');

const normal = (line: string): string => line.toWellFormed().normalize('NFC').replace(/\s+/g, ' ').trim();

/**
 * Reads a pasted text line by line: a line that begins with "Article N" or "Annex N" opens an article, one that begins with a
 * number is a clause, any other is a paragraph without one. Nothing is left out and nothing is added; empty lines part nothing.
 */
export function readText(text: string): ReadText {
  const articles: { number: string; title: string; clauses: ReadClause[] }[] = [];
  for (const line of text.split(/\r\n|[\n\r\u2028\u2029]/).map(normal)) {
    if (line === '') continue;
    const heading = HEADING.exec(line);
    if (heading !== null) {
      articles.push({ number: heading[1] ?? '', title: titleOf(heading[2] ?? ''), clauses: [] });
      continue;
    }
    if (articles.length === 0) articles.push({ number: '', title: '', clauses: [] });
    const clause = CLAUSE.exec(line);
    articles
      .at(-1)
      ?.clauses.push(
        clause === null
          ? { number: '', text: line }
          : { number: shownNumber(clause[1] ?? ''), text: clause[2] ?? '' },
      );
  }
  return { articles, problems: problemsOf(articles), doubles: doublesOf(articles) };
}

function problemsOf(articles: readonly ReadArticle[]): ImportProblem[] {
  const all = articles.flatMap(({ number, title, clauses }) => [{ number, text: title }, ...clauses]);
  const problems: ImportProblem[] = all
    .filter(({ number, text }) => number.length > MAX_NUMBER || text.length > MAX_PROVISION)
    .map(({ number, text }) => ({ kind: 'too long', name: number === '' ? text.slice(0, 40) : number }));
  if (all.length > MAX_CHANGES) problems.push({ kind: 'too many' });
  const bytes = new TextEncoder().encode(JSON.stringify(all)).length + all.length * BYTES_A_CHANGE;
  if (bytes > MAX_BYTES) problems.push({ kind: 'too large' });
  return problems;
}

/** Clause numbers that count their article ("4.11") are unique in a text, others in their article. */
function doublesOf(articles: readonly ReadArticle[]): string[] {
  const seen = new Set<string>();
  const doubles = new Set<string>();
  const note = (key: string, number: string) => {
    if (number !== '' && seen.has(key)) doubles.add(number);
    seen.add(key);
  };
  articles.forEach(({ number, clauses }, i) => {
    note(number.toLowerCase(), number);
    for (const clause of clauses)
      note(clause.number.includes('.') ? clause.number : `${i} ${clause.number}`, clause.number);
  });
  return [...doubles];
}

/** The proposal that puts a text before the Parties. `newId` names its provisions. */
export function basisOf(
  read: readonly ReadArticle[],
  about: { readonly instrument: string; readonly summary: string },
  newId: () => string,
): Proposal {
  const changes: Change[] = [];
  const put = (parent: string | null, before: Placed[], number: string, text: string): string => {
    const id = newId();
    const place = orderBetween(before, before.length - 1, id);
    before.push({ id, order: place });
    changes.push({ provision: id, base: [], to: { parent, number, place, text } });
    return id;
  };
  const articles: Placed[] = [];
  for (const { number, title, clauses } of read) {
    const parent = put(null, articles, number, title);
    const before: Placed[] = [];
    for (const clause of clauses) put(parent, before, clause.number, clause.text);
  }
  return { ...about, kind: 'basis', changes };
}
