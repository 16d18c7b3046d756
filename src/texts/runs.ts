/** A stretch of text in one script; `lang` is null where the language around it holds. */
export interface Run {
  readonly text: string;
  readonly lang: 'km' | 'th' | null;
}

// A run takes the spaces and marks inside it along, so that a sentence is not cut at each.
const KHMER = '[\\u1780-\\u17FF\\u19E0-\\u19FF]';
const THAI = '[\\u0E00-\\u0E7F]';
const between = '[\\s\\u200B-\\u200D.,;:()\\-–]*';
const RUNS = new RegExp(`(${KHMER}(?:${between}${KHMER})*)|(${THAI}(?:${between}${THAI})*)`, 'gu');

/** Splits a text by script, for `lang`: screen readers, line height and line breaks follow it. */
export function runsOf(text: string): readonly Run[] {
  const runs: Run[] = [];
  let from = 0;
  for (const match of text.matchAll(RUNS)) {
    if (match.index > from) runs.push({ text: text.slice(from, match.index), lang: null });
    runs.push({ text: match[0], lang: match[1] === undefined ? 'th' : 'km' });
    from = match.index + match[0].length;
  }
  if (from < text.length) runs.push({ text: text.slice(from), lang: null });
  return runs;
}
