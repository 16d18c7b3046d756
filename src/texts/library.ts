import { linksOf, type LibraryDocument } from '../registers/library.ts';
import { FileNotRead } from '../registers/read-file.ts';
import { firstValue } from '../replica/field.ts';
import { ChunkStoreFailed } from '../replica/chunk-store.ts';
import type { FileState, MoveProblem } from '../replica/file-state.ts';
import { FileRefused } from '../replica/sealed-file.ts';
import { language } from './language.ts';
import { m } from './messages.ts';
import { actFailure } from './problems.ts';
import { momentOf } from './times.ts';

const KB = 1024;
const MB = KB * KB;

/** `1.4 MB`, `312 kB`: of 2^20 and 2^10 bytes, as file systems count; never 0. */
export const sizeWords = (bytes: number): string =>
  bytes < MB
    ? m.lib_size_kb({ size: Math.max(1, Math.round(bytes / KB)) })
    : m.lib_size_mb({ size: (bytes / MB).toFixed(1) });

/** A document's title in the reader's language, else in whichever it has. */
export function documentTitle({ titleEn, titleKm, titleTh }: LibraryDocument): string {
  const own = { en: titleEn, km: titleKm, th: titleTh }[language()];
  return [own, titleEn, titleKm, titleTh].map(firstValue).find((title) => title) ?? m.lib_untitled();
}

/** The host of a web address: what a reader has to know before following it. */
export const hostOf = (url: string): string => URL.parse(url)?.host ?? url;

const LANGUAGES: Readonly<Record<string, () => string>> = {
  en: m.art_language_en,
  km: m.art_language_km,
  th: m.art_language_th,
};
/** A language's name, or its code where the interface has no word for it. */
export const documentLanguage = (code: string): string => LANGUAGES[code]?.() ?? code;

const PROBLEMS: Readonly<Record<MoveProblem, () => string>> = {
  withheld: m.lib_withheld,
  'not here': m.lib_not_here,
  'room full': m.lib_room_full,
  'address full': m.closed_address_full,
  refused: m.lib_refused,
  'storage full': m.lib_storage_full,
  'storage private': m.lib_storage_private,
  'storage unknown': m.lib_storage_unknown,
};

const percent = (done: number, of: number): number => Math.floor((done / of) * 100);

/** How far a file is on its way, in words; empty while nothing is under way. */
export function moveWords({ move, of }: FileState): string {
  switch (move.state) {
    case 'still':
      return '';
    case 'waiting':
      if (move.for === 'turn') return m.lib_waits_turn();
      return move.way === 'up' ? m.lib_waits_up() : m.lib_waits_down();
    case 'moving':
      return move.way === 'up'
        ? m.lib_moving_up({ percent: percent(move.done, of) })
        : m.lib_moving_down({ percent: percent(move.done, of) });
    case 'stopped':
      return move.way === 'up' ? m.lib_stopped_up() : m.lib_stopped_down();
    case 'failed':
      return PROBLEMS[move.problem]();
  }
}

/** Whether it is on this device. */
export function deviceWords({ device, of }: FileState): string {
  if (device.state === 'whole') return m.where_device();
  if (device.state === 'part') return m.lib_device_part({ percent: percent(device.have, of) });
  return device.state === 'none' ? m.lib_device_none() : m.lib_looking();
}

/** Whether it is at the relay, and how one knows. Unix ms. */
export function relayWords({ relay, of }: FileState, now: number): string {
  if (relay.state === 'whole') return m.where_relay();
  if (relay.state === 'part') return m.lib_relay_part({ percent: percent(relay.have, of) });
  if (relay.state === 'none') return m.where_relay_not();
  return relay.confirmed === null
    ? m.lib_relay_unknown()
    : m.lib_relay_confirmed({ time: momentOf(relay.confirmed, now) });
}

const NOT_READ: Readonly<Record<FileNotRead['problem'], (inputs: { file: string }) => string>> = {
  'too large': m.lib_file_too_large,
  empty: m.lib_file_empty,
  changed: m.lib_file_changed,
  unreadable: m.lib_file_unreadable,
};

/** Whatever adding or opening a document threw, in words. `file`: its name as it may be shown. */
export function libraryFailure(error: unknown, file: string): string {
  if (error instanceof FileNotRead) return NOT_READ[error.problem]({ file });
  if (error instanceof ChunkStoreFailed) return PROBLEMS[`storage ${error.problem}`]();
  if (error instanceof FileRefused)
    return error.problem === 'missing' ? m.lib_open_missing() : m.lib_open_damaged();
  if (error instanceof Error && error.name === 'BadValue' && 'field' in error) {
    if (error.field === 'url') return m.lib_bad_url();
    if (error.field === 'title') return m.lib_bad_title();
    if (error.field === 'date') return m.lib_bad_date();
  }
  return actFailure(error);
}

/** `2 links`; empty for none. */
export function linkCount(document: LibraryDocument): string {
  const count = linksOf(document).length;
  return count === 0 ? '' : m.lib_links_count({ count });
}
