import { firstValue } from '../../replica/field.ts';
import type { Appointment } from '../appointments.ts';
import type { Language } from '../../schema/articles.ts';
import { holdingOf } from '../holder.ts';
import { fieldsInThree, saidIn, saidInThree, type FieldsInThree } from '../in-three.ts';
import type { JointRegisters } from '../joint.ts';
import type { Agency } from '../roster-agencies.ts';
import type { Seat } from '../roster-seats.ts';
import { all, allInThree, calledBy, joined, keptBy, searched, type SearchRecord } from './search-record.ts';

const personsOf = ({ personEn, personKm, personTh }: Appointment): readonly string[] =>
  [personEn, personKm, personTh].flatMap(all);

const namesOf = ({ nameEn: en, nameKm: km, nameTh: th }: Agency) => ({ en, km, th });
const titlesOf = ({ titleEn: en, titleKm: km, titleTh: th }: Seat) => ({ en, km, th });
const said = (names: FieldsInThree | null, language: Language): string =>
  names === null ? '' : saidIn(saidInThree(names), language);

/** Both sides' agencies, seats and who holds or held them. */
export function rosterRecords({ roster }: JointRegisters): SearchRecord[] {
  const seatAt = (id: string): FieldsInThree | null => {
    const found = roster.seat(id);
    return found === null ? null : titlesOf(found);
  };
  const agencyAt = (id: string | null): FieldsInThree | null => {
    const found = roster.agency(id ?? '');
    return found === null ? null : namesOf(found);
  };
  const appointment = (one: Appointment): SearchRecord =>
    keptBy(one, () => {
      const holding = holdingOf(one);
      const seat = firstValue(one.seat) ?? '';
      return searched({
        kind: 'appointment',
        id: one.id,
        titles: personsOf(one),
        lines: all(one.ended),
        context: (language) => said(seatAt(seat), language),
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
        ...calledBy(titlesOf(one)),
        lines: [
          ...allInThree(fieldsInThree(one, 'duties')),
          ...all(one.channels)
            .flat()
            .map(({ value, hours }) => `${value} ${hours}`.trim()),
        ],
        context: (language) => said(agencyAt(firstValue(one.agency)), language),
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
        ...calledBy(namesOf(one)),
        context: (language) => said(agencyAt(firstValue(one.parent)), language),
        body: one.body,
        place: { section: 'roster', record: one.id },
      }),
    );
  return roster.bodies.flatMap((body): SearchRecord[] => {
    const standing = roster.records(body).agencies.filter((one) => one.standing.state !== 'deleted');
    return [...standing.map(agency), ...roster.side(body).seats.flatMap(seat)];
  });
}
