import { z } from 'zod';

/**
 * Text is stored in Unicode NFC, so that equal words are equal bytes. Half a surrogate pair has no UTF-8: it would read
 * differently here and on every other device. Both before the length is measured, since they may change it.
 */
export const words = (max: number) =>
  z
    .string()
    .overwrite((text) => text.toWellFormed().normalize('NFC'))
    .max(max);

/** A calendar day, `YYYY-MM-DD`, ISO 8601 in the Gregorian calendar. */
export const day = z.iso.date();

/** Id of a record: `<client id>-<count>` (see lint), or one a register derives. */
export const recordId = z.string().min(1).max(64);
