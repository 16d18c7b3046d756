import { expect, it } from 'vitest';
import { readinessOf } from '../../src/registers/readiness.ts';
import { writeSamplePlan } from '../../src/registers/sample-plan.ts';
import { writeSampleRoster } from '../../src/registers/sample-roster.ts';
import { desksOf, meet } from '../sim/joint-desks.ts';

it('the sample lists both Parties and IOM as the record names them, and neither Party is ready yet', async () => {
  const [kh, th, iom] = await desksOf('KH', 'TH', 'IOM');
  writeSamplePlan(iom.joint.plan);
  await meet(kh, th, iom);
  writeSampleRoster(kh.joint, 'KH');
  writeSampleRoster(th.joint, 'TH');
  writeSampleRoster(iom.joint, 'IOM');
  await meet(kh, th, iom);
  const on = '2022-08-26';
  const { roster } = kh.joint;
  const held = ['KH', 'TH', 'IOM'].flatMap((body) =>
    roster.side(body).seats.map(({ id }) => roster.holder(id, on)),
  );
  expect(held.flatMap((one) => (one.state === 'held' ? [one.holding.person.en] : []))).toEqual([
    'H.E. Chou Bun Eng',
    'Sok Dara',
    'Chan Sopheap',
    'Ms. Ramrung Worawat',
    'Mr. Pravit Roykaew',
    'Geraldine Ansart',
    'Saskia Kok',
  ]);
  expect(held.map(({ state }) => state)).toContain('to come');
  const [, , , left] = roster.side('KH').seats;
  expect(roster.holder(left?.id ?? '', '2026-11-25')).toMatchObject({ state: 'vacant', since: '2022-10-01' });
  for (const party of ['KH', 'TH']) {
    const { complete, parts, target } = readinessOf(kh.joint, party, on);
    expect(target.day).toBe('2022-10-31');
    expect(complete).toBeGreaterThan(0);
    expect(complete).toBeLessThan(parts.length);
  }
});
