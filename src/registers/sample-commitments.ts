import { firstValue } from '../replica/field.ts';
import type { Owner } from '../schema/commitments.ts';
import type { JointRegisters } from './joint.ts';
import { timeframeOf } from './timeframe.ts';

const owes = (...bodies: string[]): Owner[] => bodies.map((body) => ({ body, seat: null }));

/** What was promised on the two days, and Span's own translations of it, to be reviewed. Six of these went into no item of the plan (product M15). */
const PROMISES = [
  {
    what: 'Finalize the forms of screening and identification under the National Referral Mechanism, and share them with Cambodia first',
    whatKm: 'បញ្ចប់ទម្រង់ពិនិត្យ និងកំណត់អត្តសញ្ញាណក្រោមយន្តការបញ្ជូនបន្តជាតិ និងចែករំលែកជូនកម្ពុជាមុនគេ',
    whatTh: 'จัดทำแบบคัดกรองและคัดแยกภายใต้กลไกการส่งต่อระดับชาติให้แล้วเสร็จ และแบ่งปันให้กัมพูชาเป็นประเทศแรก',
    who: owes('TH'),
    by: 'By the end of November 2022',
    point: 't)',
    item: null,
  },
  {
    what: 'Finalize the roles and responsibilities of the members of the Central Cooperation Center',
    whatKm: 'បញ្ចប់ការកំណត់តួនាទី និងការទទួលខុសត្រូវរបស់សមាជិកមជ្ឈមណ្ឌលសហប្រតិបត្តិការកណ្តាល',
    whatTh: 'กำหนดบทบาทและความรับผิดชอบของสมาชิกศูนย์ประสานความร่วมมือกลางให้แล้วเสร็จ',
    who: owes('KH', 'TH'),
    by: 'in 2022',
    point: 'k)',
    item: null,
  },
  {
    what: 'Prepare the concept note and the agenda of the bilateral seminar',
    whatKm: 'រៀបចំឯកសារទស្សនទាន និងរបៀបវារៈនៃសិក្ខាសាលាទ្វេភាគី',
    whatTh: 'จัดเตรียมเอกสารแนวคิดและระเบียบวาระของสัมมนาทวิภาคี',
    who: owes('KH', 'TH'),
    by: 'October-November 2022',
    point: 'n)',
    item: null,
  },
  {
    what: 'Organize national consultations before the roles and responsibilities are designed',
    whatKm: 'រៀបចំការពិគ្រោះយោបល់ថ្នាក់ជាតិ មុនពេលកំណត់តួនាទី និងការទទួលខុសត្រូវ',
    whatTh: 'จัดการหารือระดับชาติก่อนกำหนดบทบาทและความรับผิดชอบ',
    who: owes('TH'),
    by: 'in 2022',
    point: 'e)',
    item: null,
  },
  {
    what: 'Review the Khmer and Thai translations of the SOP',
    whatKm: 'ពិនិត្យឡើងវិញនូវការបកប្រែ SOP ជាភាសាខ្មែរ និងភាសាថៃ',
    whatTh: 'ทบทวนคำแปล SOP ภาษาเขมรและภาษาไทย',
    who: owes('KH', 'TH'),
    by: '',
    point: null,
    item: null,
  },
  {
    what: 'Present regional or global best practices and international standards',
    whatKm: 'បង្ហាញការអនុវត្តល្អបំផុតក្នុងតំបន់ ឬសកលលោក និងស្តង់ដារអន្តរជាតិ',
    whatTh: 'นำเสนอแนวปฏิบัติที่ดีในภูมิภาคหรือระดับโลก และมาตรฐานสากล',
    who: owes('IOM'),
    by: 'during the next meetings',
    point: 'v)',
    item: null,
  },
  {
    what: 'Finalize the names of the members of the Central Cooperation Center',
    whatKm: 'បញ្ចប់បញ្ជីឈ្មោះសមាជិកមជ្ឈមណ្ឌលសហប្រតិបត្តិការកណ្តាល',
    whatTh: 'จัดทำรายชื่อสมาชิกศูนย์ประสานความร่วมมือกลางให้แล้วเสร็จ',
    who: owes('TH'),
    by: 'By the end of October 2022',
    point: 'm)',
    item: '1.1',
  },
  {
    what: 'Host the bilateral seminar',
    whatKm: 'ធ្វើជាម្ចាស់ផ្ទះសិក្ខាសាលាទ្វេភាគី',
    whatTh: 'เป็นเจ้าภาพสัมมนาทวิภาคี',
    who: owes('KH'),
    by: 'End of November 2022 (date TBC)',
    point: 'u)',
    item: '1.4',
  },
] as const;

/** The promises of the second day, and the review of the translations from the first. Written by the secretariat. */
export function writeSampleCommitments({ commitments, meetings, plan }: JointRegisters): void {
  const items = plan.plans().flatMap(({ id }) => plan.items(id));
  const second = meetings.meetings().find(({ date }) => firstValue(date) === '2022-08-26');
  const sections = second === undefined ? [] : meetings.points.sections(second.id);
  const points = sections.filter(({ kind }) => kind === 'discussion').flatMap((section) => section.points);
  for (const { by, point, item, ...promise } of PROMISES) {
    commitments.add({
      ...promise,
      by: timeframeOf(by, 2022),
      point: points.find(({ number }) => number === point)?.point.id ?? null,
      item: items.find(({ number }) => firstValue(number) === item)?.id ?? null,
    });
  }
}
