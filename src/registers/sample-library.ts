import { firstValue } from '../replica/field.ts';
import type { DocumentLink } from '../schema/library.ts';
import type { JointRegisters } from './joint.ts';
import type { DocumentWish } from './library.ts';

interface Standard extends DocumentWish {
  readonly url: string;
  readonly titleEn: string;
  /** Numbers of the plan items it belongs to. */
  readonly items: readonly string[];
}

/**
 * Public standards, by their own titles and at the addresses of those who publish them; nothing of them is copied here. Khmer
 * and Thai are Span's own translations, to be reviewed: the documents are in English.
 */
const STANDARDS: readonly Standard[] = [
  {
    titleEn:
      'Protocol to Prevent, Suppress and Punish Trafficking in Persons, Especially Women and Children, supplementing the United Nations Convention against Transnational Organized Crime',
    titleKm:
      'ពិធីសារស្តីពីការទប់ស្កាត់ ការបង្ក្រាប និងការផ្តន្ទាទោសអំពើជួញដូរមនុស្ស ជាពិសេសស្ត្រី និងកុមារ បំពេញបន្ថែមអនុសញ្ញាសហប្រជាជាតិប្រឆាំងឧក្រិដ្ឋកម្មឆ្លងដែនមានអង្គការ',
    titleTh:
      'พิธีสารเพื่อป้องกัน ปราบปราม และลงโทษการค้ามนุษย์ โดยเฉพาะสตรีและเด็ก เพิ่มเติมอนุสัญญาสหประชาชาติเพื่อต่อต้านอาชญากรรมข้ามชาติที่จัดตั้งในลักษณะองค์กร',
    url: 'https://www.ohchr.org/en/instruments-mechanisms/instruments/protocol-prevent-suppress-and-punish-trafficking-persons',
    source: 'United Nations',
    date: '2000-11-15',
    languages: ['en'],
    items: [],
  },
  {
    titleEn: 'Recommended Principles and Guidelines on Human Rights and Human Trafficking',
    titleKm: 'គោលការណ៍ និងគោលការណ៍ណែនាំដែលបានផ្តល់អនុសាសន៍ ស្តីពីសិទ្ធិមនុស្ស និងការជួញដូរមនុស្ស',
    titleTh: 'หลักการและแนวปฏิบัติที่แนะนำว่าด้วยสิทธิมนุษยชนและการค้ามนุษย์',
    url: 'https://www.ohchr.org/en/publications/policy-and-methodological-publications/recommended-principles-and-guidelines-human',
    source: 'OHCHR',
    date: '2002',
    languages: ['en'],
    items: [],
  },
  {
    titleEn: 'ASEAN Convention Against Trafficking in Persons, Especially Women and Children',
    titleKm: 'អនុសញ្ញាអាស៊ានប្រឆាំងការជួញដូរមនុស្ស ជាពិសេសស្ត្រី និងកុមារ',
    titleTh: 'อนุสัญญาอาเซียนว่าด้วยการต่อต้านการค้ามนุษย์ โดยเฉพาะสตรีและเด็ก',
    url: 'https://asean.org',
    source: 'ASEAN',
    version: 'Signed in Kuala Lumpur',
    date: '2015-11-21',
    languages: ['en'],
    notes: 'At the site of the Association; look for the title.',
    notesKm: 'នៅគេហទំព័ររបស់សមាគម សូមស្វែងរកតាមចំណងជើងជាភាសាអង់គ្លេស។',
    notesTh: 'ที่เว็บไซต์ของสมาคม ค้นหาด้วยชื่อภาษาอังกฤษ',
    items: ['1.1'],
  },
  {
    titleEn: 'Toolkit to Combat Trafficking in Persons',
    titleKm: 'ឯកសារណែនាំសម្រាប់ប្រយុទ្ធប្រឆាំងការជួញដូរមនុស្ស',
    titleTh: 'ชุดเครื่องมือเพื่อต่อต้านการค้ามนุษย์',
    url: 'https://www.unodc.org/unodc/en/human-trafficking/index.html',
    source: 'UNODC',
    date: '2008',
    languages: ['en'],
    notes: 'On the pages of the Office on human trafficking; look for the title.',
    notesKm: 'នៅទំព័ររបស់ការិយាល័យស្តីពីការជួញដូរមនុស្ស សូមស្វែងរកតាមចំណងជើងជាភាសាអង់គ្លេស។',
    notesTh: 'ที่หน้าเว็บของสำนักงานเรื่องการค้ามนุษย์ ค้นหาด้วยชื่อภาษาอังกฤษ',
    items: [],
  },
  {
    titleEn: 'The IOM Handbook on Direct Assistance for Victims of Trafficking',
    titleKm: 'សៀវភៅណែនាំរបស់ IOM ស្តីពីជំនួយផ្ទាល់ដល់ជនរងគ្រោះនៃការជួញដូរមនុស្ស',
    titleTh: 'คู่มือของ IOM ว่าด้วยการช่วยเหลือโดยตรงแก่ผู้เสียหายจากการค้ามนุษย์',
    url: 'https://publications.iom.int',
    source: 'IOM',
    date: '2007',
    languages: ['en'],
    notes: 'At the publications of the Organization; look for the title.',
    notesKm: 'នៅផ្នែកបោះពុម្ពផ្សាយរបស់អង្គការ សូមស្វែងរកតាមចំណងជើងជាភាសាអង់គ្លេស។',
    notesTh: 'ที่หน้าสิ่งพิมพ์ขององค์การ ค้นหาด้วยชื่อภาษาอังกฤษ',
    items: [],
  },
];

/** What the partner put into the library after the second day: links only, the first of them beside its meeting. */
export function writeSampleLibrary({ library, plan, meetings }: JointRegisters): void {
  const items = plan.plans().flatMap(({ id }) => plan.items(id));
  const meeting = meetings.meetings().at(-1);
  for (const [i, { url, items: numbers, ...wish }] of STANDARDS.entries()) {
    const links: DocumentLink[] = items
      .filter(({ number }) => numbers.includes(firstValue(number) ?? ''))
      .map(({ id }) => ({ kind: 'item', id }));
    if (i === 0 && meeting !== undefined) links.push({ kind: 'meeting', id: meeting.id });
    library.add(wish, { kind: 'link', url }, links);
  }
}
