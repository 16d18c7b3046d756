import type { Capacity, ChannelKind, Decides, SeatKind } from '../schema/roster.ts';

/** What a cell may say for each code, beside the code itself: its words on the screen, in English, Khmer and Thai. */
type Said<C extends string> = Readonly<Record<C, readonly string[]>>;

const KINDS: Said<SeatKind> = {
  head: ['ប្រធាន', 'หัวหน้า'],
  'focal point': ['ជនបង្គោល', 'ผู้ประสานงานหลัก'],
  member: ['សមាជិក', 'สมาชิก'],
  'competent official': ['មន្ត្រីមានសមត្ថកិច្ច', 'เจ้าหน้าที่ผู้มีอำนาจ'],
};
const CHANNELS: Said<ChannelKind> = {
  phone: ['Telephone', 'ទូរសព្ទ', 'โทรศัพท์'],
  mobile: ['Mobile phone', 'ទូរសព្ទដៃ', 'โทรศัพท์มือถือ'],
  email: ['E-mail', 'អ៊ីមែល', 'อีเมล'],
  'secure line': ['បណ្តាញសុវត្ថិភាព', 'สายปลอดภัย'],
  post: ['ប្រៃសណីយ៍', 'ไปรษณีย์'],
};
const CAPACITIES: Said<Capacity> = {
  substantive: ['In the office itself', 'កាន់មុខងារពេញសិទ្ធិ', 'ดำรงตำแหน่งโดยตรง'],
  acting: ['ស្តីទី', 'รักษาการ'],
};
const DECIDES: Said<Decides> = {
  yes: ['បាទ', 'ចាស', 'បាទ/ចាស', 'มี', 'ใช่'],
  no: ['ទេ', 'គ្មាន', 'ไม่มี', 'ไม่ใช่', 'ไม่'],
  unsaid: ['Not said', 'មិនបានបញ្ជាក់', 'ไม่ระบุ'],
};

const key = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u200B-\u200D\uFEFF]/gu, '')
    .trim()
    .toLowerCase()
    .replace(/\s+/gu, ' ');

/** Reads a code or any of its words; null: it is none. */
function reader<C extends string>(said: Said<C>): (cell: string) => C | null {
  const codes = new Map<string, C>(
    (Object.keys(said) as C[]).flatMap((code) =>
      [code, ...said[code]].map((words) => [key(words), code] as const),
    ),
  );
  return (cell) => codes.get(key(cell)) ?? null;
}

/** What kind of seat a cell says. */
export const seatKindSaid = reader(KINDS);
/** What kind of channel a cell says. */
export const channelKindSaid = reader(CHANNELS);
/** In which capacity a cell says the seat is held. */
export const capacitySaid = reader(CAPACITIES);
/** Whether a cell says that the holder may decide. */
export const decidesSaid = reader(DECIDES);
