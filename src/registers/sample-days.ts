import type { InThree } from '../schema/in-three.ts';
import type { AttendanceRole } from '../schema/minutes.ts';
import type { SampleSpeaker } from './sample-minutes.ts';

/** The record says only "See Annex 2 (Agenda)": these lines are invented, and say so wherever they are printed. */
export const INVENTED_NOTE: InThree = {
  en: 'Invented: the record says only "See Annex 2 (Agenda)".',
  km: 'ប្រឌិត៖ កំណត់ត្រាសរសេរតែ «សូមមើលឧបសម្ព័ន្ធ 2 (របៀបវារៈ)»។',
  th: 'สมมติ: บันทึกระบุเพียง “ดูภาคผนวก 2 (ระเบียบวาระ)”',
};

/** A day of the talks before anybody spoke: its Khmer and Thai are Span's own translations, to be reviewed. */
export interface SampleDay {
  readonly heading: InThree;
  readonly title: InThree;
  readonly date: string;
  readonly from: string;
  readonly to: string;
  readonly chairs: readonly SampleSpeaker[];
  readonly present: readonly (readonly [SampleSpeaker, AttendanceRole])[];
  readonly agenda: readonly (readonly [InThree, number, SampleSpeaker?])[];
}

export const DAY_1: SampleDay = {
  heading: {
    en: 'Meeting Notes Day 1',
    km: 'កំណត់ហេតុកិច្ចប្រជុំ ថ្ងៃទីមួយ',
    th: 'รายงานการประชุม วันแรก',
  },
  title: {
    en: 'Bilateral Meeting and Signing of Standard Operating Procedures (SOP) on Law Enforcement Cooperation',
    km: 'កិច្ចប្រជុំទ្វេភាគី និងការចុះហត្ថលេខាលើនីតិវិធីប្រតិបត្តិស្តង់ដារ (SOP) ស្តីពីកិច្ចសហប្រតិបត្តិការអនុវត្តច្បាប់',
    th: 'การประชุมทวิภาคีและการลงนามระเบียบปฏิบัติมาตรฐาน (SOP) ว่าด้วยความร่วมมือด้านการบังคับใช้กฎหมาย',
  },
  date: '2022-08-25',
  from: '09:30',
  to: '17:00',
  chairs: ['welcome', 'khmer'],
  present: [
    ['welcome', 'chair'],
    ['khmer', 'chair'],
    ['mc', 'mc'],
    ['mission', 'secretariat'],
  ],
  agenda: [
    [{ en: 'Opening of the meeting', km: 'ការបើកកិច្ចប្រជុំ', th: 'การเปิดประชุม' }, 30, 'mc'],
    [{ en: 'Opening by both chairs', km: 'សុន្ទរកថាបើករបស់ប្រធានទាំងពីរ', th: 'การกล่าวเปิดโดยประธานทั้งสองฝ่าย' }, 30],
    [
      {
        en: 'Remarks by the Chief of Mission, IOM Thailand',
        km: 'មតិរបស់ប្រធានបេសកកម្ម IOM ប្រចាំប្រទេសថៃ',
        th: 'คำกล่าวของหัวหน้าสำนักงาน IOM ประเทศไทย',
      },
      15,
      'mission',
    ],
    [{ en: 'Discussion of the articles', km: 'ការពិភាក្សាអំពីមាត្រា', th: 'การหารือข้อบท' }, 300],
    [{ en: 'Signing of the SOP', km: 'ការចុះហត្ថលេខាលើ SOP', th: 'การลงนาม SOP' }, 30],
  ],
};

export const DAY_2: SampleDay = {
  heading: {
    en: 'Meeting Notes Day 2',
    km: 'កំណត់ហេតុកិច្ចប្រជុំ ថ្ងៃទីពីរ',
    th: 'รายงานการประชุม วันที่สอง',
  },
  title: {
    en: 'Bilateral Meeting to Discuss the Plan of Action on the Standard Operating Procedures (SOPs) on Law Enforcement Cooperation',
    km: 'កិច្ចប្រជុំទ្វេភាគីពិភាក្សាអំពីផែនការសកម្មភាពនៃនីតិវិធីប្រតិបត្តិស្តង់ដារ (SOPs) ស្តីពីកិច្ចសហប្រតិបត្តិការអនុវត្តច្បាប់',
    th: 'การประชุมทวิภาคีเพื่อหารือแผนปฏิบัติการตามระเบียบปฏิบัติมาตรฐาน (SOPs) ว่าด้วยความร่วมมือด้านการบังคับใช้กฎหมาย',
  },
  date: '2022-08-26',
  from: '09:00',
  to: '15:00',
  chairs: ['khmer', 'thai'],
  present: [
    ['khmer', 'chair'],
    ['thai', 'chair'],
    ['mc', 'mc'],
    ['iom', 'secretariat'],
  ],
  agenda: [
    [
      {
        en: 'Opening and adoption of the agenda',
        km: 'ការបើក និងការអនុម័តរបៀបវារៈ',
        th: 'การเปิดประชุมและการรับรองระเบียบวาระ',
      },
      30,
      'mc',
    ],
    [
      {
        en: 'Presentation of the draft Plan of Action',
        km: 'ការបង្ហាញសេចក្តីព្រាងផែនការសកម្មភាព',
        th: 'การนำเสนอร่างแผนปฏิบัติการ',
      },
      30,
      'khmer',
    ],
    [
      { en: 'Discussion of the Plan of Action', km: 'ការពិភាក្សាអំពីផែនការសកម្មភាព', th: 'การหารือแผนปฏิบัติการ' },
      150,
    ],
    [{ en: 'Conclusion', km: 'សេចក្តីសន្និដ្ឋាន', th: 'การสรุป' }, 15, 'khmer'],
    [
      {
        en: 'Adoption and signing of the minutes',
        km: 'ការអនុម័ត និងការចុះហត្ថលេខាលើកំណត់ហេតុ',
        th: 'การรับรองและการลงนามรายงานการประชุม',
      },
      60,
    ],
  ],
};

export const SERIES: InThree = {
  en: 'Bilateral Meeting and Signing of the Standard Operating Procedures (SOP) on Law Enforcement Cooperation Between the Royal Government of Cambodia and the Government of the Kingdom of Thailand, and draft its Plan of Action',
  km: 'កិច្ចប្រជុំទ្វេភាគី និងការចុះហត្ថលេខាលើនីតិវិធីប្រតិបត្តិស្តង់ដារ (SOP) ស្តីពីកិច្ចសហប្រតិបត្តិការអនុវត្តច្បាប់ រវាងរាជរដ្ឋាភិបាលកម្ពុជា និងរដ្ឋាភិបាលនៃព្រះរាជាណាចក្រថៃ និងការរៀបចំសេចក្តីព្រាងផែនការសកម្មភាព',
  th: 'การประชุมทวิภาคีและการลงนามระเบียบปฏิบัติมาตรฐาน (SOP) ว่าด้วยความร่วมมือด้านการบังคับใช้กฎหมาย ระหว่างราชรัฐบาลกัมพูชากับรัฐบาลแห่งราชอาณาจักรไทย และการยกร่างแผนปฏิบัติการ',
};

export const VENUE: InThree = {
  en: 'The Sukosol Hotel, Bangkok',
  km: 'សណ្ឋាគារ The Sukosol ទីក្រុងបាងកក',
  th: 'โรงแรม เดอะ สุโกศล กรุงเทพฯ',
};

/** What stands behind each invented line. */
export const INVENTED: InThree = { en: '[invented]', km: '[ប្រឌិត]', th: '[สมมติ]' };
