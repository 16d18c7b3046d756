import { firstValue } from '../../replica/field.ts';
import type { Language } from '../../schema/articles.ts';
import { fieldsInThree, inThree, saidIn } from '../in-three.ts';
import type { JointRegisters } from '../joint.ts';
import type { Workshop } from '../workshop-views.ts';
import { all, allInThree, calledBy, searched, type SearchRecord } from './search-record.ts';

function ofWorkshop({ workshops }: JointRegisters, workshop: Workshop): SearchRecord[] {
  const { id } = workshop;
  const within = {
    context: (language: Language) => saidIn(inThree(workshop, 'title'), language),
    place: { section: 'workshop', record: id },
  } as const;
  return [
    searched({
      kind: 'workshop',
      id,
      ...calledBy(fieldsInThree(workshop, 'title')),
      lines: [
        ...allInThree(fieldsInThree(workshop, 'purpose')),
        ...allInThree(fieldsInThree(workshop, 'venue')),
        ...all(workshop.window).map(({ spoken }) => spoken),
        ...all(workshop.duration).map(({ spoken }) => spoken),
        ...all(workshop.partners).flat(),
      ],
      place: within.place,
      status: () => ({ of: 'agreement', state: workshops.confirmation(workshop).state }),
    }),
    ...workshops.candidates(id).map((one) =>
      searched({
        kind: 'date',
        id: one.id,
        titles: all(one.span).map(({ from, to }) => (from === to ? from : `${from} – ${to}`)),
        lines: [
          ...allInThree(fieldsInThree(one, 'note')),
          ...workshops.strikes(one.id).flatMap(({ reason }) => all(reason)),
        ],
        ...within,
      }),
    ),
    ...workshops
      .dayPlan(id)
      .map((one) =>
        searched({ kind: 'day plan', id: one.id, ...calledBy(fieldsInThree(one, 'title')), ...within }),
      ),
    ...workshops.preparations(id).map((one) =>
      searched({
        kind: 'preparation',
        id: one.id,
        ...calledBy(fieldsInThree(one, 'title')),
        lines: all(one.due).map(({ spoken }) => spoken),
        ...within,
        status: () => ({ of: 'preparation', state: firstValue(one.state) ?? 'to do' }),
      }),
    ),
    ...workshops.bodies.flatMap((body) =>
      workshops.participants(id, body).map((one) =>
        searched({
          kind: 'participant',
          id: one.id,
          titles: all(one.person),
          lines: allInThree(fieldsInThree(one, 'seatWords')),
          body,
          ...within,
        }),
      ),
    ),
  ];
}

/** Workshops with their dates, day plans, documents and participants, then the calendars they are planned around. */
export const workshopRecords = (joint: JointRegisters): SearchRecord[] => [
  ...joint.workshops.workshops().flatMap((workshop) => ofWorkshop(joint, workshop)),
  ...joint.calendars.bodies.flatMap((body) =>
    joint.calendars.of(body).map((one) =>
      searched({
        kind: 'period',
        id: one.id,
        ...calledBy(fieldsInThree(one, 'name')),
        lines: allInThree(fieldsInThree(one, 'note')),
        body,
        place: { section: 'workshop', record: null },
      }),
    ),
  ),
];
