import { firstValue } from '../../replica/field.ts';
import { fieldsInThree } from '../in-three.ts';
import type { JointRegisters } from '../joint.ts';
import { fileOf } from '../library.ts';
import { calledBy, all, allInThree, joined, keptBy, searched, type SearchRecord } from './search-record.ts';

/** Documents and links by their titles in every language, and by who published them, version, address, file and notes. */
export const libraryRecords = ({ library }: JointRegisters): SearchRecord[] =>
  library.list().map((one) =>
    keptBy(one, () =>
      searched({
        kind: 'document',
        id: one.id,
        ...calledBy({ en: one.titleEn, km: one.titleKm, th: one.titleTh }),
        lines: [
          ...[one.source, one.version].flatMap(all),
          ...allInThree(fieldsInThree(one, 'notes')),
          firstValue(one.url) ?? '',
          fileOf(one)?.name ?? '',
        ],
        context: () => joined(one.source),
        place: { section: 'library', record: one.id },
      }),
    ),
  );
