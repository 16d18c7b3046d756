import { firstValue } from '../replica/field.ts';
import type { PeriodWish } from './calendar.ts';
import type { JointRegisters } from './joint.ts';
import { timeframeOf } from './timeframe.ts';

const BOTH = [
  { body: 'KH', seat: null },
  { body: 'TH', seat: null },
];

/** Day 2, 2 o (Khmer and Thai here and below are Span's own translations, to be reviewed): "the first day focusing on learning each country's systems", then two days on the Plan of Action. */
const DAYS = [
  {
    day: 1,
    title: 'Each country’s system: investigation',
    titleKm: 'ប្រព័ន្ធរបស់ប្រទេសនីមួយៗ៖ ការស៊ើបអង្កេត',
    titleTh: 'ระบบของแต่ละประเทศ: การสืบสวนสอบสวน',
  },
  {
    day: 1,
    title: 'Each country’s system: screening and identification',
    titleKm: 'ប្រព័ន្ធរបស់ប្រទេសនីមួយៗ៖ ការពិនិត្យ និងកំណត់អត្តសញ្ញាណ',
    titleTh: 'ระบบของแต่ละประเทศ: การคัดกรองและคัดแยก',
  },
  {
    day: 1,
    title: 'Each country’s system: protection procedures',
    titleKm: 'ប្រព័ន្ធរបស់ប្រទេសនីមួយៗ៖ នីតិវិធីការពារ',
    titleTh: 'ระบบของแต่ละประเทศ: กระบวนการคุ้มครอง',
  },
  {
    day: 2,
    title: 'Drafting the long-term Plan of Action',
    titleKm: 'ការរៀបចំសេចក្តីព្រាងផែនការសកម្មភាពរយៈពេលវែង',
    titleTh: 'การยกร่างแผนปฏิบัติการระยะยาว',
  },
  {
    day: 3,
    title: 'Drafting the long-term Plan of Action',
    titleKm: 'ការរៀបចំសេចក្តីព្រាងផែនការសកម្មភាពរយៈពេលវែង',
    titleTh: 'การยกร่างแผนปฏิบัติการระยะยาว',
  },
  {
    day: 3,
    title: 'Next steps of the implementation of the SOP',
    titleKm: 'ជំហានបន្ទាប់នៃការអនុវត្ត SOP',
    titleTh: 'ขั้นตอนต่อไปของการปฏิบัติตาม SOP',
  },
] as const;

/** What was promised towards it: points n, t, u and v of the second day. */
const DOCUMENTS = [
  {
    title: 'Concept note',
    titleKm: 'ឯកសារទស្សនទាន',
    titleTh: 'เอกสารแนวคิด',
    owners: BOTH,
    spoken: 'October-November 2022',
    state: 'to do',
  },
  {
    title: 'Agenda of the seminar',
    titleKm: 'របៀបវារៈនៃសិក្ខាសាលា',
    titleTh: 'ระเบียบวาระของสัมมนา',
    owners: BOTH,
    spoken: 'October-November 2022',
    state: 'to do',
  },
  {
    title: 'Forms of screening and identification under the National Referral Mechanism',
    titleKm: 'ទម្រង់ពិនិត្យ និងកំណត់អត្តសញ្ញាណក្រោមយន្តការបញ្ជូនបន្តជាតិ',
    titleTh: 'แบบคัดกรองและคัดแยกภายใต้กลไกการส่งต่อระดับชาติ',
    owners: [{ body: 'TH', seat: null }],
    spoken: 'By the end of November 2022',
    state: 'drafting',
  },
  {
    title: 'Forms and documents of the host',
    titleKm: 'ទម្រង់ និងឯកសាររបស់ម្ចាស់ផ្ទះ',
    titleTh: 'แบบฟอร์มและเอกสารของเจ้าภาพ',
    owners: [{ body: 'KH', seat: null }],
    spoken: 'October-November 2022',
    state: 'to do',
  },
  {
    title: 'Names of the participants from Thailand',
    titleKm: 'ឈ្មោះអ្នកចូលរួមពីប្រទេសថៃ',
    titleTh: 'รายชื่อผู้เข้าร่วมจากประเทศไทย',
    owners: [{ body: 'TH', seat: null }],
    spoken: 'As soon as possible',
    state: 'to do',
  },
  {
    title: 'Regional and global best practices and international standards',
    titleKm: 'ការអនុវត្តល្អបំផុតក្នុងតំបន់ និងសកលលោក និងស្តង់ដារអន្តរជាតិ',
    titleTh: 'แนวปฏิบัติที่ดีในภูมิภาคและระดับโลก และมาตรฐานสากล',
    owners: [{ body: 'IOM', seat: null }],
    spoken: 'During the next meetings',
    state: 'to do',
  },
] as const;

const DECEMBER = { from: '2022-12-01', to: '2022-12-31' };

/** What each Party said of its own calendar: day 2, points q, t and u. */
const PERIODS: Readonly<Record<'KH' | 'TH', readonly PeriodWish[]>> = {
  KH: [
    {
      name: 'National Independence Day and Water Festival',
      nameKm: 'ពិធីបុណ្យឯករាជ្យជាតិ និងព្រះរាជពិធីបុណ្យអុំទូក',
      nameTh: 'วันประกาศอิสรภาพและเทศกาลน้ำ',
      span: { from: '2022-11-07', to: '2022-11-09' },
      kind: 'holiday',
      note: 'Day 2, 2 u',
      noteKm: 'ថ្ងៃទី 2 ចំណុច 2 u',
      noteTh: 'วันที่ 2 ประเด็น 2 u',
    },
    {
      name: 'Preoccupied with other matters',
      nameKm: 'ជាប់រវល់នឹងកិច្ចការផ្សេង',
      nameTh: 'ติดภารกิจอื่น',
      span: DECEMBER,
      kind: 'busy',
      note: 'Day 2, 2 q',
      noteKm: 'ថ្ងៃទី 2 ចំណុច 2 q',
      noteTh: 'วันที่ 2 ประเด็น 2 q',
    },
  ],
  TH: [
    {
      name: 'A busy month',
      nameKm: 'ខែដែលមានការងារច្រើន',
      nameTh: 'เดือนที่มีภารกิจมาก',
      span: DECEMBER,
      kind: 'busy',
      note: 'Day 2, 2 t',
      noteKm: 'ថ្ងៃទី 2 ចំណុច 2 t',
      noteTh: 'วันที่ 2 ประเด็น 2 t',
    },
  ],
};

/** Whom each means to send. */
const SENT = {
  KH: {
    seatWords: 'Delegation, to be appointed by November',
    seatWordsKm: 'គណៈប្រតិភូ ដែលនឹងត្រូវតែងតាំងត្រឹមខែវិច្ឆិកា',
    seatWordsTh: 'คณะผู้แทน ซึ่งจะแต่งตั้งภายในเดือนพฤศจิกายน',
  },
  TH: {
    seatWords: 'Competent officials',
    seatWordsKm: 'មន្ត្រីមានសមត្ថកិច្ច',
    seatWordsTh: 'เจ้าหน้าที่ผู้มีอำนาจ',
  },
} as const;

/** The seminar of November 2022 as the second day left it: a host and a month, no venue and no date. Written by the secretariat. */
export function writeSampleWorkshop({ workshops, plan }: JointRegisters): void {
  const items = plan.plans().flatMap(({ id }) => plan.items(id));
  const numbered = (number: string) => items.find((item) => firstValue(item.number) === number)?.id ?? null;
  const id = workshops.addWorkshop({
    title: 'Bilateral seminar on legal procedures, rights and common practice',
    titleKm: 'សិក្ខាសាលាទ្វេភាគីស្តីពីនីតិវិធីច្បាប់ សិទ្ធិ និងការអនុវត្តរួម',
    titleTh: 'สัมมนาทวิภาคีว่าด้วยกระบวนการทางกฎหมาย สิทธิ และแนวปฏิบัติร่วมกัน',
    purpose:
      'To exchange knowledge and information on legal procedures, rights and common practice in protecting victims of trafficking, and to draft the long-term Plan of Action to implement the SOP.',
    purposeKm:
      'ដើម្បីផ្លាស់ប្តូរចំណេះដឹង និងព័ត៌មានអំពីនីតិវិធីច្បាប់ សិទ្ធិ និងការអនុវត្តរួមក្នុងការការពារជនរងគ្រោះនៃការជួញដូរមនុស្ស និងដើម្បីរៀបចំសេចក្តីព្រាងផែនការសកម្មភាពរយៈពេលវែងសម្រាប់អនុវត្ត SOP។',
    purposeTh:
      'เพื่อแลกเปลี่ยนความรู้และข้อมูลเกี่ยวกับกระบวนการทางกฎหมาย สิทธิ และแนวปฏิบัติร่วมกันในการคุ้มครองผู้เสียหายจากการค้ามนุษย์ และเพื่อยกร่างแผนปฏิบัติการระยะยาวในการปฏิบัติตาม SOP',
    host: 'KH',
    duration: { spoken: 'two-three days', days: 3 },
    window: timeframeOf('End of November in Cambodia (date TBC)', 2022),
    partners: ['IOM', 'ASEAN-ACT'],
    item: numbered('1.4'),
  });
  const note = 'Invented for this sample: the record names no day.';
  const translated = {
    noteKm: 'ប្រឌិតសម្រាប់គំរូនេះ៖ កំណត់ត្រាមិនបានបញ្ជាក់ថ្ងៃទេ។',
    noteTh: 'สมมติขึ้นสำหรับตัวอย่างนี้: บันทึกไม่ได้ระบุวัน',
  };
  workshops.propose(id, { from: '2022-11-22', to: '2022-11-24' }, note, translated);
  workshops.propose(id, { from: '2022-11-28', to: '2022-11-30' }, note, translated);
  workshops.propose(id, { from: '2022-11-29', to: '2022-12-01' }, note, translated);
  for (const line of DAYS) workshops.addLine(id, line);
  for (const { spoken, ...paper } of DOCUMENTS) {
    const due = timeframeOf(spoken, 2022);
    workshops.addPreparation(id, { ...paper, due, link: numbered('1.3') });
  }
}

/** A Party's own side: its holidays and busy times, and whom it means to send (points p, t and v: nobody is named yet). */
export function writeSampleCalendar({ workshops, calendars }: JointRegisters, party: 'KH' | 'TH'): void {
  for (const period of PERIODS[party]) calendars.add(period);
  const [workshop] = workshops.workshops();
  if (workshop === undefined) return;
  workshops.addParticipant(workshop.id, { ...SENT[party], decides: 'unsaid' });
}
