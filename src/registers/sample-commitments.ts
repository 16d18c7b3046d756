import { firstValue } from '../replica/field.ts';
import type { Owner } from '../schema/commitments.ts';
import type { JointRegisters } from './joint.ts';
import { timeframeOf } from './timeframe.ts';

const owes = (...bodies: string[]): Owner[] => bodies.map((body) => ({ body, seat: null }));

/** What was promised on the two days. Six of these went into no item of the plan (product M15). */
const PROMISES = [
  {
    what: 'Finalize the forms of screening and identification under the National Referral Mechanism, and share them with Cambodia first',
    who: owes('TH'),
    by: 'By the end of November 2022',
    point: 't)',
    item: null,
  },
  {
    what: 'Finalize the roles and responsibilities of the members of the Central Cooperation Center',
    who: owes('KH', 'TH'),
    by: 'in 2022',
    point: 'k)',
    item: null,
  },
  {
    what: 'Prepare the concept note and the agenda of the bilateral seminar',
    who: owes('KH', 'TH'),
    by: 'October-November 2022',
    point: 'n)',
    item: null,
  },
  {
    what: 'Organize national consultations before the roles and responsibilities are designed',
    who: owes('TH'),
    by: 'in 2022',
    point: 'e)',
    item: null,
  },
  {
    what: 'Review the Khmer and Thai translations of the SOP',
    who: owes('KH', 'TH'),
    by: '',
    point: null,
    item: null,
  },
  {
    what: 'Present regional or global best practices and international standards',
    who: owes('IOM'),
    by: 'during the next meetings',
    point: 'v)',
    item: null,
  },
  {
    what: 'Finalize the names of the members of the Central Cooperation Center',
    who: owes('TH'),
    by: 'By the end of October 2022',
    point: 'm)',
    item: '1.1',
  },
  {
    what: 'Host the bilateral seminar',
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
  for (const { what, who, by, point, item } of PROMISES) {
    commitments.add({
      what,
      who,
      by: timeframeOf(by, 2022),
      point: points.find(({ number }) => number === point)?.point.id ?? null,
      item: items.find(({ number }) => firstValue(number) === item)?.id ?? null,
    });
  }
}
