import { z } from 'zod';
import { textOf } from '../wire/text.ts';
import { inThree } from './in-three.ts';
import { recordId, words } from './words.ts';

const DOCUMENT_KINDS = ['link', 'file'] as const;
/** Something elsewhere that is only pointed at, or a file that travels sealed with the workspace. */
const documentKind = z.enum(DOCUMENT_KINDS);
export type DocumentKind = z.infer<typeof documentKind>;

/** An address that a browser opens as a page, and nothing else: no `javascript:`, no `data:`, no name and password in it. */
const webAddress = z
  .string()
  .trim()
  .max(2_000)
  .refine((text) => {
    const url = URL.parse(text);
    return (
      url !== null &&
      (url.protocol === 'https:' || url.protocol === 'http:') &&
      url.username === '' &&
      url.password === ''
    );
  });

/** A day, a month or a year: `2022-08-26`, `2022-08`, `2022` (EDTF level 0); standards are mostly known by their year. */
const publishedOn = z.union([z.iso.date(), z.string().regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/)]);

/** ISO 639 code of a language a document is written in: `en`, `km`. */
const languageCode = z.string().regex(/^[a-z]{2,3}$/);

const DOCUMENT_LINKS = ['item', 'clause', 'meeting', 'point'] as const;
/** What a document belongs to: a plan item, a clause of an instrument, a meeting, or a point of its minutes. */
const documentLink = z.object({ kind: z.enum(DOCUMENT_LINKS), id: recordId });
export type DocumentLink = z.infer<typeof documentLink>;

/** A sealed file: how it was called, how large it is, and what finds, opens and checks it. See `replica/sealed-file.ts`. */
const attachment = z.object({
  name: words(255).min(1),
  /** As the browser that added it said; only ever compared with a list of safe ones. */
  type: z.string().max(127),
  size: z
    .int()
    .min(1)
    .max(20 * 1024 * 1024),
  hash: textOf(32),
  secret: textOf(32),
  /** Content ids of the chunks, 22 letters each: at most 81. */
  chunks: z
    .string()
    .regex(/^([A-Za-z0-9_-]{22})+$/)
    .max(22 * 81),
});
export type Attachment = z.infer<typeof attachment>;

/** Fields of a document. Root `documents`. */
export const documentFields = {
  titleEn: words(300),
  titleKm: words(300),
  titleTh: words(300),
  kind: documentKind,
  url: webAddress.nullable(),
  /** Who published it: "UNODC". */
  source: words(300),
  /** "2nd edition", "draft of 12 May". */
  version: words(120),
  /** The document that this one is a new version of. */
  replaces: recordId.nullable(),
  date: publishedOn.nullable(),
  languages: z
    .array(languageCode)
    .max(16)
    .transform((list): readonly string[] => list),
  ...inThree('notes', 4_000),
  links: z
    .array(documentLink)
    .max(64)
    .transform((list): readonly DocumentLink[] => list),
  attachment: attachment.nullable(),
  order: z.string().min(1).max(256),
} as const;
export type DocumentFields = { [K in keyof typeof documentFields]: z.infer<(typeof documentFields)[K]> };
