import { firstValue } from '../../replica/field.ts';
import type { Appointment } from '../appointments.ts';
import { holdingOf } from '../holder.ts';
import type { JointRegisters } from '../joint.ts';
import type { Agency } from '../roster-agencies.ts';
import type { Seat } from '../roster-seats.ts';
import { all, joined, keptBy, named, searched, type SearchRecord } from './search-record.ts';

const personsOf = ({ personEn, personKm, personTh }: Appointment): readonly string[] =>
  [personEn, personKm, personTh].flatMap(all);

const nameOf = (agency: Agency | null): string =>
  agency === null ? '' : named(agency.nameEn, agency.nameKm, agency.nameTh);

/** Both sides' agencies, seats and who holds or held them. */
export function rosterRecords({ roster }: JointRegisters): SearchRecord[] {
  const titleOf = (seat: Seat | null): string =>
    seat === null ? '' : named(seat.titleEn, seat.titleKm, seat.titleTh);
  const appointment = (one: Appointment): SearchRecord =>
    keptBy(one, () => {
      const holding = holdingOf(one);
      const seat = firstValue(one.seat) ?? '';
      return searched({
        kind: 'appointment',
        id: one.id,
        titles: personsOf(one),
        lines: all(one.ended),
        context: () => titleOf(roster.seat(seat)),
        body: one.body,
        place: { section: 'roster', record: seat },
        status: () => ({ of: 'appointment', holding }),
      });
    });
  const seat = (one: Seat): SearchRecord[] => [
    keptBy(one, () =>
      searched({
        kind: 'seat',
        id: one.id,
        titles: [one.titleEn, one.titleKm, one.titleTh].flatMap(all),
        lines: [
          ...all(one.duties),
          ...all(one.channels)
            .flat()
            .map(({ value, hours }) => `${value} ${hours}`.trim()),
        ],
        context: () => nameOf(roster.agency(firstValue(one.agency) ?? '')),
        body: one.body,
        place: { section: 'roster', record: one.id },
        status: (day) => ({ of: 'seat', holder: roster.holder(one.id, day) }),
      }),
    ),
    ...roster.history(one.id).map(appointment),
  ];
  const agency = (one: Agency): SearchRecord =>
    keptBy(one, () =>
      searched({
        kind: 'agency',
        id: one.id,
        number: joined(one.short),
        titles: [one.nameEn, one.nameKm, one.nameTh].flatMap(all),
        context: () => nameOf(roster.agency(firstValue(one.parent) ?? '')),
        body: one.body,
        place: { section: 'roster', record: one.id },
      }),
    );
  return roster.bodies.flatMap((body): SearchRecord[] => {
    const standing = roster.records(body).agencies.filter((one) => one.standing.state !== 'deleted');
    return [...standing.map(agency), ...roster.side(body).seats.flatMap(seat)];
  });
}
