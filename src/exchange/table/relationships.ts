import { readXml } from './xml-events.ts';

/** Namespaces of Office files: each in its transitional spelling and in the strict one of ISO/IEC 29500. */
const OFFICE = [
  'http://schemas.openxmlformats.org/officeDocument/2006',
  'http://purl.oclc.org/ooxml/officeDocument',
];
export const PREFIXES: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main': 'x',
  'http://purl.oclc.org/ooxml/spreadsheetml/main': 'x',
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/package/2006/relationships': 'p',
  ...Object.fromEntries(OFFICE.map((office) => [`${office}/relationships`, 'r'])),
};

export interface Relationship {
  readonly id: string;
  /** Last part of its type: `officeDocument`, `worksheet`. */
  readonly type: string;
  /** Path of a part of the file, from its root; null where it leads out of the file, which is never followed. */
  readonly target: string | null;
}

/** `xl/worksheets/sheet1.xml` of `worksheets/sheet1.xml` or `/xl/worksheets/sheet1.xml`, as said in `xl/`. */
function resolved(folder: string, target: string): string {
  const path = target.startsWith('/') ? target.slice(1) : `${folder}${target}`;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** The relationships a part has; none where the file holds none. `folder` is the part's own: empty or `xl/`. */
export function readRelationships(part: Uint8Array | undefined, folder: string): readonly Relationship[] {
  const all: Relationship[] = [];
  if (part === undefined) return all;
  readXml(part, PREFIXES, {
    open(name, attributes) {
      if (name !== 'p:Relationship') return;
      const { Id, Type, Target, TargetMode } = attributes();
      all.push({
        id: Id ?? '',
        type: (Type ?? '').split('/').at(-1) ?? '',
        target: TargetMode === 'External' ? null : resolved(folder, Target ?? ''),
      });
    },
    close: () => undefined,
    text: () => undefined,
  });
  return all;
}
