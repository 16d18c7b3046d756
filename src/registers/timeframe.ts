import type { Timeframe } from '../schema/plan.ts';
import { isEdtf } from './edtf.ts';
import { DAY, MONTH, readWords, YEAR } from './timeframe-words.ts';

const WEEKDAY = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?/g;
const TBC =
  /\b(?:(?:exact )?dates?:? )?(?:is |are |still )*(?:tbc|tbd|to be (?:confirmed|determined|decided))\b/gi;

const TIME_WORD = new RegExp(
  `^(?:${MONTH}|(?:early|mid|middle|end|late|beginning|start|first|second|third|fourth|last|year)\\b|q[1-4])`,
  'i',
);

/** Removes what says nothing of time: "in Cambodia", "at Phnom Penh, Cambodia", remarks in brackets. */
function withoutPlaces(text: string): string {
  return text
    .replace(/\([^()\d]*\)/g, ' ')
    .replace(/,? (?:[Ii]n|[Aa]t) ((?:\p{Lu}[\p{L}'’.-]*[ ,]*)+)/gu, (all, names: string) => {
      const words = names.split(/[ ,]+/);
      const time = words.findIndex((word) => TIME_WORD.test(word));
      if (time === 0) return all;
      return ` ${time < 0 ? '' : `${words.slice(time).join(' ')} `}`;
    });
}

/**
 * Reads a time as people say it: `edtf` is the interval meant, at EDTF level 1, or null where the words give none; `tbc`
 * whether they say that it is still to be confirmed. Never throws.
 */
export function readTimeframe(spoken: string, referenceYear?: number): { edtf: string | null; tbc: boolean } {
  const said = spoken.slice(0, 200).normalize('NFC').trim();
  if (isEdtf(said)) return { edtf: said, tbc: false };
  const words = said.replace(TBC, ' ');
  const tbc = words !== said;
  const bare = words.replace(/^[\s,;:.]+|[\s,;:.]+$/g, '');
  if (isEdtf(bare)) return { edtf: bare, tbc };
  const text = withoutPlaces(` ${words}`)
    .toLowerCase()
    .replace(/[‐-―−]/g, '-')
    .replace(WEEKDAY, ' ')
    .replace(/\bthe\b|\b(?:a|some)time\b|[()]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(
      new RegExp(`\\b(${MONTH}) (${DAY})( ?- ?${DAY})?(?:, ?| )(?=${YEAR})`, 'g'),
      (_all, month: string, from: string, to = '') => `${from}${to} ${month} `,
    )
    .replace(/^[\s,;:.]+|[\s,;:.]+$/g, '');
  // Of minutes, "this year" is the year they were held in; without one it says nothing.
  const dated = referenceYear === undefined ? text : text.replace(/\bthis year\b/g, String(referenceYear));
  return { edtf: readWords(dated, referenceYear ?? null), tbc };
}

/** A timeframe of words as spoken, kept to the letter, with what they mean. Years left out are `referenceYear`'s. */
export const timeframeOf = (spoken: string, referenceYear?: number): Timeframe => ({
  spoken: spoken.normalize('NFC'),
  ...readTimeframe(spoken, referenceYear),
});
