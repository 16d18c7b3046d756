import { z } from 'zod';

/** One sentence a reviewer reads, in one of the forms a count selects; `form` is empty where there is but one. */
export interface ReviewLine {
  readonly key: string;
  readonly form: string;
  readonly english: string;
  /** Empty where nobody has translated it yet. */
  readonly words: string;
}

type Texts = Readonly<Record<string, unknown>>;

/** The sentences of a message with the counts that select them: one without a count has one form, named by nothing. */
function formsOf(message: unknown): readonly (readonly [form: string, words: string])[] {
  if (typeof message === 'string') return [['', message]];
  const [first] = Array.isArray(message) ? (message as unknown[]) : [];
  if (typeof first !== 'object' || first === null || !('match' in first)) return [];
  return Object.entries(first.match as Texts).map(([form, words]) => [form, String(words)]);
}

/**
 * English beside its translation, in the order of en.json. A language may have fewer forms than English (Khmer and Thai
 * count without a plural): each of its own is read beside the English one for any number.
 */
export function reviewLines(english: Texts, translated: Texts): readonly ReviewLine[] {
  return Object.entries(english).flatMap(([key, message]) => {
    const source = formsOf(message);
    if (key === '$schema' || source.length === 0) return [];
    const own = formsOf(translated[key]);
    const any = source.at(-1)?.[1] ?? '';
    if (own.length === 0) return [{ key, form: '', english: any, words: '' }];
    return own.map(([form, words]) => ({
      key,
      form,
      words,
      english: source.find(([name]) => name === form)?.[1] ?? any,
    }));
  });
}

const named = (words: string): string =>
  [...new Set([...words.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))].sort().join(', ');

/** The names in braces of the translation that a suggestion lacks or invents; they are filled in by Span and may not change. */
export const bracesDiffer = (line: ReviewLine, suggestion: string): boolean =>
  named(suggestion) !== named(line.words === '' ? line.english : line.words);

/** What a reviewer said of a sentence as it read then: a sentence changed since is to be read again. */
const word = z.strictObject({
  /** The translation that was read. */
  of: z.string(),
  /** Another wording; null: good as it is. */
  better: z.string().nullable(),
});
export type ReviewWord = z.infer<typeof word>;
const kept = z.record(z.string(), word);
export type ReviewWords = z.infer<typeof kept>;

/** As kept on the device; nothing where that is not readable. */
export function readReview(text: string | null): ReviewWords {
  try {
    return kept.safeParse(JSON.parse(text ?? '{}')).data ?? {};
  } catch {
    return {};
  }
}

/** Name of a line among the words said. */
export const lineName = ({ key, form }: ReviewLine): string => (form === '' ? key : `${key} ${form}`);

/** What is to be done in the translation, as a file: what was found good, and what should read otherwise. */
export function reviewFile(language: string, lines: readonly ReviewLine[], words: ReviewWords): string {
  const said = lines.flatMap((line) => {
    const one = words[lineName(line)];
    return one === undefined || one.of !== line.words ? [] : [{ ...line, better: one.better }];
  });
  return `${JSON.stringify(
    {
      language,
      good: said.filter(({ better }) => better === null).map(lineName),
      otherwise: said.filter(({ better }) => better !== null),
    },
    null,
    2,
  )}\n`;
}
