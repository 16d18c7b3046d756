import { parseArgs } from 'node:util';
import { LANGUAGES, type InterfaceLanguage } from '../src/texts/language.ts';

/** What a run draws; everything where nothing is said. */
export interface PictureChoice {
  /** Names of scenes; empty means all. */
  readonly scenes: readonly string[];
  readonly languages: readonly InterfaceLanguage[];
  /** In CSS pixels; null means every width. */
  readonly widths: readonly number[] | null;
}

/**
 * Reads `plan board --language km,th --width 390`.
 *
 * @throws TypeError where an option is not known; Error where a language is not spoken or a width is no number.
 */
export function pictureChoice(args: string[]): PictureChoice {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { language: { type: 'string' }, width: { type: 'string' } },
  });
  const spoken = values.language?.split(',') ?? [];
  const unknown = spoken.find((code) => !LANGUAGES.some((language) => language === code));
  if (unknown !== undefined) throw new Error(`no language of Span: ${unknown}`);
  const widths = values.width?.split(',').map(Number) ?? null;
  if (widths?.some((width) => !Number.isInteger(width))) throw new Error(`no width: ${values.width}`);
  return {
    scenes: positionals,
    languages: spoken.length === 0 ? LANGUAGES : LANGUAGES.filter((language) => spoken.includes(language)),
    widths,
  };
}

/** Of this run. */
export const CHOSEN = pictureChoice(process.argv.slice(2));
