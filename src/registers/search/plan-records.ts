import { firstValue } from '../../replica/field.ts';
import type { JointRegisters } from '../joint.ts';
import type { PlanItem } from '../plan.ts';
import { all, joined, keptBy, named, searched, type SearchRecord } from './search-record.ts';

export function planRecords({ plan, planAgreement }: JointRegisters): SearchRecord[] {
  const titleOf = (id: string | null): string =>
    plan.plans().flatMap((one) => (one.id === id ? [named(one.title, one.titleKm, one.titleTh)] : []))[0] ??
    '';
  const item = (one: PlanItem): SearchRecord =>
    keptBy(one, () =>
      searched({
        kind: 'item',
        id: one.id,
        number: joined(one.number),
        titles: [one.activity.toString()],
        lines: [
          ...all(one.expected),
          ...all(one.progress),
          ...all(one.timeframe).map(({ spoken }) => spoken),
          ...all(one.responsible).map((bodies) => bodies.join(', ')),
        ],
        context: () => titleOf(firstValue(one.plan)),
        place: { section: 'plan', record: one.id },
        status: () => ({
          of: 'item',
          status: firstValue(one.status),
          agreement: planAgreement.of(one).state,
        }),
      }),
    );
  return [
    ...plan.plans().flatMap(({ id, title, period }): SearchRecord[] => [
      searched({
        kind: 'plan',
        id,
        titles: all(title),
        lines: all(period),
        place: { section: 'plan', record: null },
      }),
      ...plan.items(id).map(item),
    ]),
    ...plan.strays().map(item),
  ];
}

export function commitmentRecords({ commitments }: JointRegisters): SearchRecord[] {
  return commitments.list().map((one) =>
    searched({
      kind: 'commitment',
      id: one.id,
      titles: all(one.what),
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
