import type { Channel, SeatKind } from '../schema/roster.ts';
import type { SampleBody } from '../charter/sample.ts';
import { untranslated, type InThree } from './in-three.ts';
import type { JointRegisters } from './joint.ts';

interface SampleSeat {
  readonly title: string;
  readonly km: string;
  readonly th: string;
  readonly kind: SeatKind;
  readonly duties: InThree;
  readonly languages: readonly string[];
  readonly channels: readonly Channel[];
  /** Who holds it; left out: nobody. Since when, the record does not say. */
  readonly holder?: string;
  readonly from?: string;
  /** Last day, where it ended: the seat is vacant since. */
  readonly to?: string;
  readonly ended?: string;
  readonly decides?: 'yes' | 'no';
}
interface SampleAgency {
  readonly nameEn: string;
  readonly nameKm?: string;
  readonly nameTh?: string;
  readonly short?: string;
  /** Position in the list of the agency it is part of. */
  readonly partOf?: number;
  readonly seats: readonly SampleSeat[];
}

/** Invented numbers and addresses: none of them is anybody's. */
const phone = (value: string): Channel => ({ kind: 'phone', value, hours: 'Mon-Fri 08:00-17:00' });
const mail = (value: string): Channel => ({ kind: 'email', value, hours: '' });

/**
 * Agencies and chairs as the record of 25-26 August 2022 names them. The other seats, those who hold or held them, and all numbers
 * and addresses are invented; the Khmer and Thai names, where no Party publishes its own, are Span's translations, to be reviewed; several seats are vacant, since the Parties meant to fill them by the end of October.
 */
const SIDES: Readonly<Record<SampleBody, readonly SampleAgency[]>> = {
  KH: [
    {
      nameEn: 'Ministry of Interior',
      nameKm: 'ក្រសួងមហាផ្ទៃ',
      nameTh: 'กระทรวงมหาดไทย',
      short: 'MoI',
      seats: [
        {
          title: 'Competent official for cases with Thailand',
          km: 'មន្ត្រីមានសមត្ថកិច្ចសម្រាប់សំណុំរឿងជាមួយថៃ',
          th: 'เจ้าหน้าที่ผู้มีอำนาจสำหรับคดีที่เกี่ยวกับไทย',
          kind: 'competent official',
          duties: {
            en: 'Receives and gives notices under Article 4.11 and 4.12.',
            km: 'ទទួល និងផ្តល់ការជូនដំណឹងក្រោមមាត្រា 4.11 និង 4.12។',
            th: 'รับและส่งคำบอกกล่าวตามข้อ 4.11 และ 4.12',
          },
          languages: ['km', 'en'],
          channels: [],
        },
      ],
    },
    {
      nameEn: 'National Committee for Counter Trafficking',
      nameKm: 'គណៈកម្មាធិការជាតិប្រយុទ្ធប្រឆាំងអំពើជួញដូរមនុស្ស',
      nameTh: 'คณะกรรมการแห่งชาติเพื่อการต่อต้านการค้ามนุษย์',
      short: 'NCCT',
      partOf: 0,
      seats: [
        {
          title: 'Secretary of State of the Ministry of Interior and Permanent Vice Chairperson',
          km: 'រដ្ឋលេខាធិការក្រសួងមហាផ្ទៃ និងជាអនុប្រធានអចិន្ត្រៃយ៍',
          th: 'รัฐเลขาธิการกระทรวงมหาดไทยและรองประธานถาวร',
          kind: 'head',
          duties: {
            en: 'Heads the delegation and chairs its side of the Central Cooperation Center.',
            km: 'ដឹកនាំគណៈប្រតិភូ និងធ្វើជាប្រធានខាងខ្លួននៃមជ្ឈមណ្ឌលសហប្រតិបត្តិការកណ្តាល។',
            th: 'เป็นหัวหน้าคณะผู้แทนและเป็นประธานฝ่ายของตนในศูนย์ประสานความร่วมมือกลาง',
          },
          languages: ['km', 'en'],
          channels: [phone('+855 23 555 0101'), mail('chair@ncct.example')],
          holder: 'H.E. Chou Bun Eng',
          decides: 'yes',
        },
        {
          title: 'Focal point of the Central Cooperation Center',
          km: 'ជនបង្គោលនៃមជ្ឈមណ្ឌលសហប្រតិបត្តិការកណ្តាល',
          th: 'ผู้ประสานงานหลักของศูนย์ประสานความร่วมมือกลาง',
          kind: 'focal point',
          duties: {
            en: 'Keeps the roster; answers requests of the other side.',
            km: 'រក្សាបញ្ជីសមាសភាព និងឆ្លើយតបសំណើរបស់ភាគីម្ខាងទៀត។',
            th: 'ดูแลทำเนียบและตอบคำขอของอีกภาคี',
          },
          languages: ['km', 'en', 'th'],
          channels: [phone('+855 23 555 0102'), mail('focal.point@ncct.example')],
          holder: 'Sok Dara',
        },
        {
          title: 'Member for victim protection',
          km: 'សមាជិកទទួលបន្ទុកការពារជនរងគ្រោះ',
          th: 'สมาชิกด้านการคุ้มครองผู้เสียหาย',
          kind: 'member',
          duties: untranslated(''),
          languages: ['km'],
          channels: [mail('protection@ncct.example')],
          holder: 'Chan Sopheap',
          to: '2022-09-30',
          ended: 'Rotation to a provincial committee',
        },
      ],
    },
  ],
  TH: [
    {
      nameEn: 'Ministry of Social Development and Human Security',
      nameKm: 'ក្រសួងអភិវឌ្ឍន៍សង្គម និងសន្តិសុខមនុស្ស',
      nameTh: 'กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์',
      short: 'MSDHS',
      seats: [
        {
          title: 'Deputy Permanent Secretary',
          km: 'អនុលេខាធិការអចិន្ត្រៃយ៍',
          th: 'รองปลัดกระทรวง',
          kind: 'head',
          duties: {
            en: 'Heads the delegation on the SOP and the protection of victims.',
            km: 'ដឹកនាំគណៈប្រតិភូស្តីពី SOP និងការការពារជនរងគ្រោះ។',
            th: 'เป็นหัวหน้าคณะผู้แทนด้าน SOP และการคุ้มครองผู้เสียหาย',
          },
          languages: ['th', 'en'],
          channels: [phone('+66 2 555 0101'), mail('dps@msdhs.example')],
          holder: 'Ms. Ramrung Worawat',
          decides: 'yes',
        },
        {
          title: 'Focal point of the Central Cooperation Center',
          km: 'ជនបង្គោលនៃមជ្ឈមណ្ឌលសហប្រតិបត្តិការកណ្តាល',
          th: 'ผู้ประสานงานหลักของศูนย์ประสานความร่วมมือกลาง',
          kind: 'focal point',
          duties: {
            en: 'Keeps the roster; answers requests of the other side.',
            km: 'រក្សាបញ្ជីសមាសភាព និងឆ្លើយតបសំណើរបស់ភាគីម្ខាងទៀត។',
            th: 'ดูแลทำเนียบและตอบคำขอของอีกภาคี',
          },
          languages: ['th', 'en'],
          channels: [],
          holder: 'Anong Srisai',
          from: '2022-10-01',
        },
        {
          title: 'Member for screening and identification',
          km: 'សមាជិកទទួលបន្ទុកការពិនិត្យ និងកំណត់អត្តសញ្ញាណ',
          th: 'สมาชิกด้านการคัดกรองและคัดแยก',
          kind: 'member',
          duties: {
            en: 'Brings the forms of the National Referral Mechanism.',
            km: 'ផ្តល់ទម្រង់នៃយន្តការបញ្ជូនបន្តជាតិ។',
            th: 'จัดเตรียมแบบฟอร์มของกลไกการส่งต่อระดับชาติ',
          },
          languages: ['th'],
          channels: [],
        },
      ],
    },
    {
      nameEn: 'Office of the Attorney General',
      nameKm: 'ការិយាល័យអគ្គមហាអយ្យការ',
      nameTh: 'สำนักงานอัยการสูงสุด',
      short: 'OAG',
      seats: [],
    },
    {
      nameEn: 'Department of Trafficking in Persons Litigation',
      nameKm: 'នាយកដ្ឋានបណ្តឹងជួញដូរមនុស្ស',
      nameTh: 'สำนักงานคดีค้ามนุษย์',
      partOf: 1,
      seats: [
        {
          title: 'Deputy Director General',
          km: 'អគ្គនាយករង',
          th: 'รองอธิบดี',
          kind: 'head',
          duties: {
            en: 'Chairs the talks on the Plan of Action; prosecution of offenders.',
            km: 'ធ្វើជាប្រធានកិច្ចពិភាក្សាស្តីពីផែនការសកម្មភាព និងការចោទប្រកាន់ជនល្មើស។',
            th: 'เป็นประธานการหารือเรื่องแผนปฏิบัติการ และการดำเนินคดีผู้กระทำผิด',
          },
          languages: ['th', 'en'],
          channels: [phone('+66 2 555 0103'), mail('ddg@oag.example')],
          holder: 'Mr. Pravit Roykaew',
          decides: 'yes',
        },
        {
          title: 'Competent official for cases with Cambodia',
          km: 'មន្ត្រីមានសមត្ថកិច្ចសម្រាប់សំណុំរឿងជាមួយកម្ពុជា',
          th: 'เจ้าหน้าที่ผู้มีอำนาจสำหรับคดีที่เกี่ยวกับกัมพูชา',
          kind: 'competent official',
          duties: {
            en: 'Receives and gives notices under Article 4.11 and 4.12.',
            km: 'ទទួល និងផ្តល់ការជូនដំណឹងក្រោមមាត្រា 4.11 និង 4.12។',
            th: 'รับและส่งคำบอกกล่าวตามข้อ 4.11 และ 4.12',
          },
          languages: ['th', 'en'],
          channels: [phone('+66 2 555 0104')],
        },
      ],
    },
  ],
  IOM: [
    {
      nameEn: 'International Organization for Migration, Thailand',
      nameKm: 'អង្គការអន្តរជាតិទេសន្តរប្រវេសន៍ ប្រចាំប្រទេសថៃ',
      nameTh: 'องค์การระหว่างประเทศเพื่อการโยกย้ายถิ่นฐาน ประเทศไทย',
      short: 'IOM',
      seats: [
        {
          title: 'Chief of Mission',
          km: 'ប្រធានបេសកកម្ម',
          th: 'หัวหน้าสำนักงาน',
          kind: 'head',
          duties: untranslated(''),
          languages: ['en'],
          channels: [phone('+66 2 555 0110')],
          holder: 'Geraldine Ansart',
        },
        {
          title: 'Programme officer',
          km: 'មន្ត្រីកម្មវិធី',
          th: 'เจ้าหน้าที่โครงการ',
          kind: 'member',
          duties: {
            en: 'Secretariat of the talks: agenda, minutes and best practices.',
            km: 'លេខាធិការដ្ឋាននៃកិច្ចពិភាក្សា៖ របៀបវារៈ កំណត់ហេតុ និងការអនុវត្តល្អបំផុត។',
            th: 'ฝ่ายเลขานุการของการหารือ: ระเบียบวาระ รายงานการประชุม และแนวปฏิบัติที่ดี',
          },
          languages: ['en', 'th'],
          channels: [mail('secretariat@iom.example')],
          holder: 'Saskia Kok',
        },
      ],
    },
  ],
};

/** Writes one body's side, on a device of that body; it is measured by plan item 1.1, where that stands already. */
export function writeSampleRoster({ roster, targets, plan }: JointRegisters, body: SampleBody): void {
  const ids: string[] = [];
  for (const { seats, partOf, ...agency } of SIDES[body]) {
    const parent = partOf === undefined ? null : (ids[partOf] ?? null);
    const id = roster.addAgency({ ...agency, level: body === 'IOM' ? 'mission' : 'national', parent });
    ids.push(id);
    for (const {
      title,
      km,
      th,
      holder,
      from = null,
      to = null,
      ended,
      decides = 'unsaid',
      duties,
      ...seat
    } of seats) {
      const titles = { titleEn: title, titleKm: km, titleTh: th };
      const said = { duties: duties.en, dutiesKm: duties.km, dutiesTh: duties.th };
      const seatId = roster.addSeat(id, { ...titles, ...said, ...seat });
      if (holder === undefined) continue;
      const appointment = roster.appoint(seatId, { person: { en: holder }, from, to, decides });
      if (ended !== undefined) roster.setAppointment(appointment, { ended });
    }
  }
  const items = plan.plans().flatMap(({ id }) => plan.items(id));
  const asked = items.find(({ number }) => number.state === 'one' && number.value === '1.1');
  if (body !== 'IOM' && asked !== undefined) targets.set({ item: asked.id });
}
