import { firstValue } from '../../replica/field.ts';
import type { Language } from '../../schema/articles.ts';
import { fieldsInThree, inThree, saidIn } from '../in-three.ts';
import { activityInThree } from '../item-in-three.ts';
import type { JointRegisters } from '../joint.ts';
import type { PlanItem } from '../plan.ts';
import { all, calledBy, joined, keptBy, searched, type SearchRecord } from './search-record.ts';

export function planRecords({ plan, planAgreement, translations }: JointRegisters): SearchRecord[] {
  const titleOf = (id: string | null, language: Language): string => {
    const found = plan.plans().find((one) => one.id === id);
    return found === undefined ? '' : saidIn(inThree(found, 'title'), language);
  };
  const item = (one: PlanItem): SearchRecord => {
    const called = activityInThree(one, translations);
    const record = () =>
      searched({
        kind: 'item',
        id: one.id,
        number: joined(one.number),
        called,
        titles: [called.en, called.km, called.th],
        lines: [
          ...all(one.expected),
          ...all(one.progress),
          ...all(one.timeframe).map(({ spoken }) => spoken),
          ...all(one.responsible).map((bodies) => bodies.join(', ')),
        ],
        context: (language) => titleOf(firstValue(one.plan), language),
        place: { section: 'plan', record: one.id },
        status: () => ({
          of: 'item',
          status: firstValue(one.status),
          agreement: planAgreement.of(one).state,
        }),
      });
    // A translation is a record of its own: what the item's view is kept by would not tell that it changed.
    return called.km === '' && called.th === '' ? keptBy(one, record) : record();
  };
  return [
    ...plan.plans().flatMap((one): SearchRecord[] => [
      searched({
        kind: 'plan',
        id: one.id,
        ...calledBy(fieldsInThree(one, 'title')),
        lines: [one.period, one.periodKm, one.periodTh].flatMap(all),
        place: { section: 'plan', record: null },
      }),
      ...plan.items(one.id).map(item),
    ]),
    ...plan.strays().map(item),
  ];
}

export function commitmentRecords({ commitments }: JointRegisters): SearchRecord[] {
  return commitments.list().map((one) =>
    searched({
      kind: 'commitment',
      id: one.id,
      ...calledBy(fieldsInThree(one, 'what')),
      lines: all(one.by).map(({ spoken }) => spoken),
      place: { section: 'today', record: one.id },
      status: () => ({
        of: 'commitment',
        state: firstValue(one.state) ?? 'open',
        orphan: commitments.isOrphan(one),
      }),
    }),
  );
}
