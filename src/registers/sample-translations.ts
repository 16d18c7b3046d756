import { firstValue } from '../replica/field.ts';
import { expectedRecord } from './item-in-three.ts';
import type { JointRegisters } from './joint.ts';
import { CENTER, CONSENT, FINAL_PROVISION, RETURNED } from './sample-articles.ts';

type Translated = Readonly<Record<'km' | 'th', string>>;

const RETURNED_SAID: Translated = {
  km: 'ក្នុងករណីដែលបុគ្គលម្នាក់ត្រូវបានបញ្ជូនត្រឡប់ពីភាគីមួយ ហើយក្រោយមកត្រូវបានមន្ត្រីមានសមត្ថកិច្ចរបស់ភាគីទទួលកំណត់អត្តសញ្ញាណថាជាជនរងគ្រោះនៃការជួញដូរមនុស្ស មន្ត្រីមានសមត្ថកិច្ចរបស់ភាគីទទួលត្រូវជូនដំណឹងដល់ភាគីម្ខាងទៀតអំពីការរកឃើញ និងភស្តុតាងរបស់ខ្លួនតាមនោះ។ បន្ទាប់ពីនេះ ជនល្មើសត្រូវនាំយកមកកាន់នីតិវិធីច្បាប់។',
  th: 'ในกรณีที่บุคคลถูกส่งกลับจากภาคีหนึ่ง และต่อมาเจ้าหน้าที่ผู้มีอำนาจของภาคีผู้รับคัดแยกว่าเป็นผู้เสียหายจากการค้ามนุษย์ เจ้าหน้าที่ผู้มีอำนาจของภาคีผู้รับต้องแจ้งข้อค้นพบและพยานหลักฐานให้อีกภาคีทราบตามนั้น หลังจากนั้นต้องนำตัวผู้กระทำความผิดเข้าสู่กระบวนการทางกฎหมาย',
};
const RIGHTS_SAID: Translated = {
  km: ' ដោយគិតគូរដល់សិទ្ធិ និងអត្ថប្រយោជន៍របស់ជនរងគ្រោះ',
  th: ' โดยคำนึงถึงสิทธิและประโยชน์ของผู้เสียหาย',
};
const EMBASSY_SAID: Translated = {
  km: `មន្ត្រីមានសមត្ថកិច្ចនៃប្រទេសគោលដៅត្រូវទាក់ទង និងជូនដំណឹងដល់ស្ថានទូតរបស់ជនសង្ស័យថារងគ្រោះអំពីសំណុំរឿង និងចែករំលែកព័ត៌មានពាក់ព័ន្ធនឹងសំណុំរឿងនោះ${RIGHTS_SAID.km}។`,
  th: `เจ้าหน้าที่ผู้มีอำนาจของประเทศปลายทางต้องติดต่อและแจ้งสถานเอกอัครราชทูตของผู้ที่สงสัยว่าเป็นผู้เสียหายให้ทราบถึงคดี และแบ่งปันข้อมูลที่เกี่ยวข้องกับคดี${RIGHTS_SAID.th}`,
};

/**
 * By the English they follow: whatever stands in no article of the sample at its stage is translated nowhere. Clause 4.12 is left
 * for whoever tries the sample, at either stage.
 */
const PROVISIONS: Readonly<Record<string, Translated>> = {
  Objective: { km: 'គោលបំណង', th: 'วัตถุประสงค์' },
  'Central Cooperation Center': { km: 'មជ្ឈមណ្ឌលសហប្រតិបត្តិការកណ្តាល', th: 'ศูนย์ประสานความร่วมมือกลาง' },
  'Competent Officials': { km: 'មន្ត្រីមានសមត្ថកិច្ច', th: 'เจ้าหน้าที่ผู้มีอำนาจ' },
  'Victim Identification': { km: 'ការកំណត់អត្តសញ្ញាណជនរងគ្រោះ', th: 'การคัดแยกผู้เสียหาย' },
  'Final Provision': { km: 'អវសានប្បញ្ញត្តិ', th: 'บทบัญญัติสุดท้าย' },
  'Details of agencies': { km: 'ព័ត៌មានលម្អិតអំពីទីភ្នាក់ងារ', th: 'รายละเอียดของหน่วยงาน' },
  [CENTER]: {
    km: 'ភាគីយល់ព្រមបង្កើត/ចាត់តាំងមជ្ឈមណ្ឌលសហប្រតិបត្តិការកណ្តាល សម្រាប់កិច្ចសហការដូចមានចែងក្នុង SOP រវាងភាគី និងទីភ្នាក់ងារផ្ទៃក្នុងរបស់ខ្លួន',
    th: 'ภาคีตกลงจัดตั้ง/มอบหมายศูนย์ประสานความร่วมมือกลาง เพื่อความร่วมมือตามที่ระบุไว้ใน SOP ระหว่างภาคีกับหน่วยงานภายในของตน',
  },
  [RETURNED]: RETURNED_SAID,
  [CONSENT]: {
    km: `ប្រសិនបើជនរងគ្រោះយល់ព្រម ${EMBASSY_SAID.km.replace(RIGHTS_SAID.km, '').replace('គោលដៅត្រូវ', 'គោលដៅគួរ')}`,
    th: `หากผู้เสียหายยินยอม ${EMBASSY_SAID.th.replace(RIGHTS_SAID.th, '').replace('ปลายทางต้อง', 'ปลายทางควร')}`,
  },
  [FINAL_PROVISION]: {
    km: 'ភាគីណាមួយអាចស្នើសុំបញ្ចប់ការអនុវត្តនីតិវិធីប្រតិបត្តិស្តង់ដារនេះនៅពេលណាក៏បាន ដោយជូនដំណឹងជាលាយលក្ខណ៍អក្សរដល់ភាគីម្ខាងទៀតតាមផ្លូវការទូត។ ការបញ្ចប់នេះមានអានុភាពក្នុងរយៈពេល 90 ថ្ងៃ ក្រោយពេលភាគីម្ខាងទៀតបានទទួលលិខិតជូនដំណឹង។',
    th: 'ภาคีใดภาคีหนึ่งอาจขอบอกเลิกการบังคับใช้ระเบียบปฏิบัติมาตรฐานนี้เมื่อใดก็ได้ โดยแจ้งเป็นลายลักษณ์อักษรให้อีกภาคีทราบผ่านช่องทางการทูต การบอกเลิกดังกล่าวมีผลภายใน 90 วันหลังจากที่อีกภาคีได้รับหนังสือแจ้ง',
  },
};

/** Of the plan's items by number: what is to be done, and what is expected of it. */
const ITEMS: Readonly<Record<string, { readonly activity: Translated; readonly expected: Translated }>> = {
  '1.1': {
    activity: {
      km: 'ចាត់តាំងជនបង្គោល និងសមាជិកពាក់ព័ន្ធនៃ «មជ្ឈមណ្ឌលសហប្រតិបត្តិការកណ្តាល (CCC)»',
      th: 'มอบหมายผู้ประสานงานหลักและสมาชิกที่เกี่ยวข้องของ “ศูนย์ประสานความร่วมมือกลาง (CCC)”',
    },
    expected: { km: 'សេចក្តីព្រាងឧបសម្ព័ន្ធ 1 ត្រូវបានបញ្ចប់', th: 'ร่างภาคผนวก 1 แล้วเสร็จ' },
  },
  '1.2': {
    activity: {
      km: 'រៀបចំសេចក្តីព្រាងឧបសម្ព័ន្ធ 1 ស្តីពីរចនាសម្ព័ន្ធ និងបណ្តាញទំនាក់ទំនងរបស់ CCC',
      th: 'ยกร่างภาคผนวก 1 ว่าด้วยโครงสร้างและช่องทางการติดต่อของ CCC',
    },
    expected: { km: 'សេចក្តីព្រាងឧបសម្ព័ន្ធ 1 ត្រូវបានបញ្ចប់', th: 'ร่างภาคผนวก 1 แล้วเสร็จ' },
  },
  '1.3': {
    activity: {
      km: 'ចាប់ផ្តើម និងធានាការរៀបចំ និងផែនការសម្រាប់សិក្ខាសាលាទ្វេភាគី',
      th: 'เริ่มและดูแลการเตรียมการและการวางแผนสำหรับการประชุมเชิงปฏิบัติการทวิภาคี',
    },
    expected: {
      km: 'ខ្លឹមសារ កាលបរិច្ឆេទ ទីកន្លែង និងអ្នកចូលរួមត្រូវបានបញ្ជាក់',
      th: 'ยืนยันเนื้อหา วันที่ สถานที่ และผู้เข้าร่วมแล้ว',
    },
  },
  '1.4': {
    activity: {
      km: 'រៀបចំសិក្ខាសាលាទ្វេភាគីរយៈពេលបីថ្ងៃ ដើម្បីផ្លាស់ប្តូរចំណេះដឹង និងព័ត៌មានអំពីនីតិវិធី/សិទ្ធិតាមច្បាប់ និងការអនុវត្តរួមក្នុងការការពារជនរងគ្រោះនៃការជួញដូរមនុស្ស',
      th: 'จัดสัมมนาทวิภาคีสามวันเพื่อแลกเปลี่ยนความรู้และข้อมูลเกี่ยวกับกระบวนการ/สิทธิทางกฎหมาย และแนวปฏิบัติร่วมกันในการคุ้มครองผู้เสียหายจากการค้ามนุษย์',
    },
    expected: {
      km: 'ផែនការសកម្មភាពរយៈពេលវែងសម្រាប់អនុវត្ត SOP ស្តីពី LEC ត្រូវបានព្រាងរួច',
      th: 'ยกร่างแผนปฏิบัติการระยะยาวเพื่อปฏิบัติตาม SOP ว่าด้วย LEC แล้ว',
    },
  },
};

/**
 * A Party's own language of what is agreed so far, written by its delegate as any translation is. Span's own words, and the
 * record has none: drafts that nobody has reviewed, to be reviewed by a native speaker.
 */
export function writeSampleTranslations(
  { articles, plan, translations }: JointRegisters,
  language: 'km' | 'th',
): void {
  for (const { id: instrument } of articles.instruments()) {
    for (const { id, now } of articles.text(instrument).provisions.values()) {
      const said = now === null ? undefined : PROVISIONS[now.text];
      if (now !== null && said !== undefined) translations.begin(id, language, now.text, said[language]);
    }
  }
  for (const item of plan.plans().flatMap(({ id }) => plan.items(id))) {
    const said = ITEMS[firstValue(item.number) ?? ''];
    if (said === undefined) continue;
    translations.begin(item.id, language, item.activity.toString(), said.activity[language]);
    const expected = firstValue(item.expected) ?? '';
    translations.begin(expectedRecord(item.id), language, expected, said.expected[language]);
  }
}
