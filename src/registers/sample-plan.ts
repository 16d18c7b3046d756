import type { PlanRegister } from './plan.ts';
import { timeframeOf } from './timeframe.ts';

const BOTH = ['KH', 'TH'];
const WITH_IOM = ['KH', 'TH', 'IOM'];

/** Key result 3 a) of the minutes of 25-26 August 2022, in their words. */
const ITEMS = [
  {
    number: '1.1',
    activity: 'Assign focal points and relevant members of the "Central Cooperation Center (CCC)"',
    responsible: BOTH,
    spoken: 'By end of October 2022',
    expected: 'Draft of Annex 1 completed',
  },
  {
    number: '1.2',
    activity: 'Draft Annex 1 on the structure and communication channels for the CCC.',
    responsible: BOTH,
    spoken: 'By end of October 2022',
    expected: 'Draft of Annex 1 completed',
  },
  {
    number: '1.3',
    activity: 'Commence and ensure preparation and planning for bilateral workshop',
    responsible: WITH_IOM,
    spoken: 'October-November 2022',
    expected: 'Content, date, venue, participants confirmed',
  },
  {
    number: '1.4',
    activity:
      'Organize a three-day bilateral seminar to exchange knowledge and information on legal procedures/rights and common practice in protecting victims of trafficking',
    responsible: WITH_IOM,
    spoken: 'End of November in Cambodia (date TBC)',
    expected: 'Long-term Plan of Action to implement the SOP on LEC drafted',
  },
] as const;

/** Writes the short-term Plan of Action both Parties adopted on 26 August 2022. */
export function writeSamplePlan(register: PlanRegister): void {
  const plan = register.addPlan({
    title: 'Identified next steps under the workplan until the end of 2022',
    // Span's own translations, to be reviewed: the record is in English.
    titleKm: 'ជំហានបន្ទាប់ដែលបានកំណត់ក្រោមផែនការការងាររហូតដល់ចុងឆ្នាំ 2022',
    titleTh: 'ขั้นตอนต่อไปที่กำหนดไว้ตามแผนงานจนถึงสิ้นปี 2022',
    period: 'until the end of 2022',
    periodKm: 'រហូតដល់ចុងឆ្នាំ 2022',
    periodTh: 'จนถึงสิ้นปี 2022',
  });
  let after: string | null = null;
  for (const { number, activity, responsible, spoken, expected } of ITEMS) {
    const timeframe = timeframeOf(spoken, 2022);
    after = register.addItem(plan, after, {
      number,
      activity,
      responsible,
      timeframe,
      expected,
      status: 'planned',
    });
  }
}
