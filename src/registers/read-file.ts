import type { Bytes } from '../crypto/bytes.ts';
import { sameBytes } from '../crypto/bytes.ts';
import { MAX_FILE } from '../replica/sealed-file.ts';

/** A file as a browser hands it over, chosen or dropped. */
export interface ChosenDocument {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** Unix ms. */
  readonly lastModified: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Why a file is not taken. `unreadable`: it went away, is a folder, or belongs to somebody else. Audience: who chose it. */
export class FileNotRead extends Error {
  override readonly name = 'FileNotRead';
  readonly problem: 'too large' | 'empty' | 'changed' | 'unreadable';
  readonly file: string;
  constructor(problem: FileNotRead['problem'], file: string) {
    super(`${file}: ${problem}`);
    this.problem = problem;
    this.file = file;
  }
}

/**
 * The whole of a file, read twice: some browsers notice that it changed under the reading and refuse, others give a mixture of
 * old and new. Throws {@link FileNotRead}.
 */
export async function readDocument(file: ChosenDocument): Promise<Bytes> {
  const { name, size, lastModified } = file;
  if (size > MAX_FILE) throw new FileNotRead('too large', name);
  if (size === 0) throw new FileNotRead('empty', name);
  const read = async (again: boolean): Promise<Bytes> => {
    try {
      return new Uint8Array(await file.arrayBuffer());
    } catch {
      throw new FileNotRead(again ? 'changed' : 'unreadable', name);
    }
  };
  const first = await read(false);
  const second = await read(true);
  const still = file.size === size && file.lastModified === lastModified && first.length === size;
  if (!still || !sameBytes(first, second)) throw new FileNotRead('changed', name);
  return first;
}

const CONTROLS = /[\p{Cc}\p{Cs}\p{Co}\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/gu;
const LONGEST = 120;

/**
 * A file's name as it may be shown and saved: no folder, no control, no letter that turns the direction (`exe.\u202Efdp` reads
 * "exe.pdf" backwards), nothing a file system stumbles over, and its ending in sight. Joiners stay: Khmer and Thai need them.
 */
export function safeName(name: string): string {
  const last = name.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(CONTROLS, '')
    .replace(/[<>:"|?*]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const letters = [...plain];
  if (letters.length === 0) return 'document';
  if (letters.length <= LONGEST) return plain;
  const dot = letters.lastIndexOf('.');
  const ending = dot > 0 && letters.length - dot <= 10 ? letters.slice(dot) : [];
  return [...letters.slice(0, LONGEST - 1 - ending.length), '…', ...ending].join('');
}
