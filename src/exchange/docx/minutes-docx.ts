import type { Bytes } from '../../crypto/bytes.ts';
import type { Awaited } from '../../registers/meeting-awaited.ts';
import type { Body } from '../../registers/workspace-types.ts';
import type { MinutesText } from '../../schema/minutes.ts';
import { inEnglish } from '../../texts/language.ts';
import { minutesSheet, type MinutesStanding } from '../minutes-sheet.ts';
import { sheetDocx } from './sheet-docx.ts';

/** Minutes as a DOCX file in the shape of the record and in its language; the same bytes for the same text. */
export const minutesDocx = (
  text: MinutesText,
  standing: MinutesStanding,
  bodies: readonly Body[],
  awaited: readonly Awaited[] = [],
): Bytes => inEnglish(() => sheetDocx(minutesSheet(text, standing, bodies, awaited)));
