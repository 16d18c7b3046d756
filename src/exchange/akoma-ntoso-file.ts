import { strToU8, zipSync } from 'fflate';
import type { Bytes } from '../crypto/bytes.ts';
import { akomaNtoso, expressionsOf } from './akoma-ntoso.ts';
import type { ArticlesToPrint } from './articles-sheet.ts';

/** Of every file in the zip; local time on purpose, since that is what zip writes: the same bytes in every zone. */
const EPOCH = new Date(1980, 0, 1);
const NAMES = { en: 'eng', km: 'khm', th: 'tha' } as const;

/** The agreed text in every language it has, a file each: one alone as it is, several in a zip. */
export function aknFile(paper: ArticlesToPrint): { ending: 'xml' | 'akn.zip'; content: Bytes } {
  const files = expressionsOf(paper).map(
    (language) => [`${NAMES[language]}.xml`, strToU8(akomaNtoso(paper, language))] as const,
  );
  const [only, ...others] = files;
  if (only !== undefined && others.length === 0) return { ending: 'xml', content: only[1] };
  return {
    ending: 'akn.zip',
    content: zipSync(Object.fromEntries(files), { mtime: EPOCH, level: 6 }),
  };
}
